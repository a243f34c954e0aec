/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The variables that count as set. An empty one does not, because compose files pass unset variables as empty. Neither
 * does a `LANGUAGE` such as `en_US:en`, which is the desktop's setting.
 */
export function meantForUs(env: Environment): Record<string, string> {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && value.trim() !== '' && !(name === 'LANGUAGE' && isLocale(value))) given[name] = value;
  }
  return given;
}

function isLocale(value: string): boolean {
  return /[_:.]/.test(value) || value === 'C' || value === 'POSIX';
}
