/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The variables that say something: an empty one counts as absent, as compose files pass what is
 * not set; so does a `LANGUAGE` such as `en_US:en`, which is the desktop's and not meant for us.
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
