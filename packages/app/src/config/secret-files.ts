import type { Problem } from './problem.ts';

/** Variables that also come as `<name>_FILE`, the path of a file that holds the value. */
export const SECRETS: readonly string[] = [
  'DATABASE_URL',
  'BOOKING_TOKEN_SECRET',
  'BOOKING_TOKEN_SECRET_PREVIOUS',
  'PORTAL_JWT_SECRET',
  'PORTAL_JWT_SECRET_PREVIOUS',
  'WEBHOOK_SECRET',
  'WEBHOOK_SECRET_PREVIOUS',
  'BOOKING_REMINDER_CRON_SECRET',
  'METRICS_SECRET',
  'SAMPLE_MAILBOX_KEY',
  'MAGENTO_DB_PASSWORD',
  'SENDGRID_API_KEY',
  'ODOO_API_KEY',
];

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
