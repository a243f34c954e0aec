import type { Problem } from './problem.ts';
import { SECRETS } from './secrets.ts';

/**
 * Fills in the secrets that files hold. A line end at the file's end is not part of a secret.
 * @param readFile throws when the file can't be read
 */
export function withSecretsFromFiles(
  env: Readonly<Record<string, string>>,
  readFile: (path: string) => string,
): { readonly env: Record<string, string>; readonly problems: readonly Problem[] } {
  const filled: Record<string, string> = { ...env };
  const problems: Problem[] = [];
  for (const name of SECRETS) {
    const path = env[`${name}_FILE`];
    if (path === undefined) continue;
    const variable = `${name}_FILE`;
    if (env[name] !== undefined) {
      problems.push({ variable, message: `is set as well as ${name}; unset one of the two` });
      continue;
    }
    try {
      filled[name] = readFile(path).replace(/\r?\n$/, '');
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
      problems.push({ variable, message: `names a file that can't be read (${code}); check path and permissions` });
    }
    if (filled[name]?.trim() === '')
      problems.push({ variable, message: 'names an empty file; put the secret into it' });
  }
  return { env: filled, problems };
}
