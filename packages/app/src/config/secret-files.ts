import { DECLARED } from './groups.ts';
import type { Problem } from './problem.ts';

/**
 * Replaces secrets by the content of their files, without a final line break. Only secrets may come from files:
 * otherwise each variable would have a second source, and values that production refuses could hide there.
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
