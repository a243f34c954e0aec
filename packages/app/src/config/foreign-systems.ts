import { type MagentoSettings, magentoConfig } from '@miomente/booking-magento';
import { type OdooConfig, odooConfig } from '@miomente/booking-odoo';
import { type SendGridConfig, sendgridConfig } from '@miomente/booking-sendgrid';
import type { z } from 'zod';
import type { Problem } from './problem.ts';

type Given = Readonly<Record<string, string | undefined>>;

/**
 * The real systems, each by the variable that switches it on. Until then a sample stands in for it.
 */
export const FOREIGN_SYSTEMS: readonly {
  readonly variable: string;
  readonly system: string;
  readonly standIn: string;
}[] = [
  { variable: 'MAGENTO_DB_HOST', system: 'Magento', standIn: 'sample shop' },
  { variable: 'SENDGRID_API_KEY', system: 'SendGrid', standIn: 'mailbox page' },
  { variable: 'ODOO_URL', system: 'Odoo', standIn: 'ticket page' },
];

/** The settings of the real systems that are switched on; null where a sample stands in. */
export interface ForeignSettings {
  readonly magento: MagentoSettings | null;
  readonly sendgrid: SendGridConfig | null;
  readonly odoo: OdooConfig | null;
}

/** Every variable of the real systems, for the list of variables. */
export const FOREIGN_VARIABLES: readonly string[] = [
  'MAGENTO_DB_HOST',
  'MAGENTO_DB_PORT',
  'MAGENTO_DB_USER',
  'MAGENTO_DB_PASSWORD',
  'MAGENTO_DB_NAME',
  'MAGENTO_DB_TLS',
  'MAGENTO_TABLE_PREFIX',
  'MAGENTO_PARTNER_ATTRIBUTE',
  'MAGENTO_DB_CONNECT_SECONDS',
  'MAGENTO_DB_STATEMENT_SECONDS',
  'MAGENTO_DB_READ_SECONDS',
  'SENDGRID_API_KEY',
  'SENDGRID_BASE_URL',
  'SENDGRID_TEMPLATE_BOOKING_CONFIRMATION',
  'SENDGRID_TEMPLATE_BOOKING_REMINDER',
  'SENDGRID_TEMPLATE_BOOKING_DECLINED',
  'SENDGRID_SANDBOX',
  'SENDGRID_WEBHOOK_PUBLIC_KEY',
  'MAIL_FROM',
  'ODOO_URL',
  'ODOO_DB',
  'ODOO_USERNAME',
  'ODOO_API_KEY',
  'ODOO_TICKET_MODEL',
  'ODOO_FIELD_MAP',
  'ODOO_TEAM_ID',
  'ODOO_TAG_IDS',
  'ODOO_PRIORITY',
  'ODOO_REOPEN_STAGE_ID',
  'ODOO_LANGUAGE',
  'ODOO_CUSTOMER_NUMBER_FIELD',
  'ODOO_TIMEOUT_SECONDS',
];

/** Reads the settings of each real system that is switched on. A system is on or off as a whole. */
export function readForeign(env: Given): { readonly settings: ForeignSettings; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const read = <Settings>(variable: string, schema: z.ZodType<Settings, Given>): Settings | null => {
    if (env[variable] === undefined) return null;
    const parsed = schema.safeParse(env);
    if (parsed.success) return parsed.data;
    problems.push(...parsed.error.issues.map(({ path, message }) => ({ variable: String(path[0]), message })));
    return null;
  };
  const settings = {
    magento: read('MAGENTO_DB_HOST', magentoConfig),
    sendgrid: read('SENDGRID_API_KEY', sendgridConfig as z.ZodType<SendGridConfig, Given>),
    odoo: read('ODOO_URL', odooConfig as z.ZodType<OdooConfig, Given>),
  };
  return { settings, problems };
}
