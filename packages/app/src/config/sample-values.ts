import type { Problem } from './problem.ts';

type Given = Readonly<Record<string, string>>;

/** Hosts that stand for no real one, wherever an address may hold them (RFC 2606). */
const RESERVED = /(?:^|[@./])(?:example\.(?:com|net|org)|[\w-]+\.(?:example|invalid|test))(?=$|[\s/:>,;])/i;
/** Nobody but this machine reaches these. */
const THIS_MACHINE = /^https?:\/\/(?:localhost|127\.|\[::1\]|0\.0\.0\.0)/i;
const WITH_ADDRESSES = [
  'PUBLIC_URL',
  'DATABASE_URL',
  'PORTAL_JWKS_URL',
  'PORTAL_JWT_ISSUER',
  'PORTAL_LOGIN_URL',
  'PORTAL_DATES_URL',
  'MANAGER_EMAILS',
  'SUPPORT_EMAIL',
  'MAIL_FROM',
  'MAGENTO_DB_HOST',
  'SENDGRID_BASE_URL',
  'ODOO_URL',
];
const TEMPLATES = [
  'SENDGRID_TEMPLATE_BOOKING_CONFIRMATION',
  'SENDGRID_TEMPLATE_BOOKING_REMINDER',
  'SENDGRID_TEMPLATE_BOOKING_DECLINED',
];
const SAMPLE_TEMPLATE = 'd-0123';
const SAMPLE_LOGIN = /^postgres(?:ql)?:\/\/user:password@/;
/** A whole key has 69 characters. */
const SHORTEST_API_KEY = 40;

/** Values that were copied from an example, and settings under which nothing real happens. */
export function sampleValues(env: Given): readonly Problem[] {
  const problems: Problem[] = [];
  const refuse = (variable: string, wrong: (value: string) => boolean, message: string): void => {
    const value = env[variable];
    if (value !== undefined && wrong(value)) problems.push({ variable, message });
  };
  for (const variable of WITH_ADDRESSES) {
    refuse(variable, (value) => RESERVED.test(value), "holds an example's address; set it to the real one");
  }
  for (const variable of TEMPLATES) {
    refuse(
      variable,
      (id) => id === SAMPLE_TEMPLATE,
      "holds an example's id; run npm run templates:push for the real ones",
    );
  }
  refuse(
    'PUBLIC_URL',
    (url) => THIS_MACHINE.test(url),
    'can be reached from this machine only; partners must reach it',
  );
  refuse('DATABASE_URL', (url) => SAMPLE_LOGIN.test(url), "holds an example's login; set it to the real one");
  refuse(
    'SENDGRID_API_KEY',
    (key) => key.length < SHORTEST_API_KEY,
    'is no whole API key; SendGrid shows it once, when it is made',
  );
  refuse('SENDGRID_SANDBOX', (value) => value === 'true', 'must not be true: no mail would be sent');
  return problems;
}
