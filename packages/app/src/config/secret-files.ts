import { DECLARED } from './groups.ts';
import type { Problem } from './problem.ts';

/**
 * Fills in the secrets that files hold. A line end at the file's end is not part of a secret. Only secrets come from files:
 * elsewhere a file's name would be one more place to look, and what production refuses could hide in it.
 * @param readFile throws when the file can't be read
 */
export function withSecretsFromFiles(
  env: Readonly<Record<string, string>>,
  readFile: (path: string) => string,
): { readonly env: Record<string, string>; readonly problems: readonly Problem[] } {
  const filled: Record<string, string> = { ...env };
  const problems: Problem[] = [];
  for (const { name, secret } of DECLARED) {
    const variable = `${name}_FILE`;
    const path = env[variable];
    if (path === undefined) continue;
    const complain = (message: string): void => {
      problems.push({ variable, message });
    };
    if (secret === undefined) complain(`is not read: only secrets come from files; set ${name} itself`);
    else if (env[name] !== undefined) complain(`is set as well as ${name}; unset one of the two`);
    else {
      try {
        filled[name] = readFile(path).replace(/\r?\n$/, '');
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
        complain(`names a file that can't be read (${code}); check path and permissions`);
      }
      if (filled[name]?.trim() === '') complain('names an empty file; put the secret into it');
    }
  }
  return { env: filled, problems };
}
