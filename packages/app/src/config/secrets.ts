/** The secrets that are ours to choose. Those of the neighbours are made by them. */
export const CHOSEN_SECRETS: readonly string[] = [
  'BOOKING_TOKEN_SECRET',
  'BOOKING_TOKEN_SECRET_PREVIOUS',
  'PORTAL_JWT_SECRET',
  'PORTAL_JWT_SECRET_PREVIOUS',
  'WEBHOOK_SECRET',
  'WEBHOOK_SECRET_PREVIOUS',
  'BOOKING_REMINDER_CRON_SECRET',
  'METRICS_SECRET',
];

/** Variables that also come as `<name>_FILE`, the path of a file that holds the value. */
export const SECRETS: readonly string[] = [
  ...CHOSEN_SECRETS,
  'DATABASE_URL',
  'SAMPLE_MAILBOX_KEY',
  'MAGENTO_DB_PASSWORD',
  'SENDGRID_API_KEY',
  'ODOO_API_KEY',
];
