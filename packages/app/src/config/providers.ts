import { choice, type VariableGroup, variable } from '@miomente/booking-config';
import { type MagentoSettings, magentoConfig, magentoVariables } from '@miomente/booking-magento';
import { type OdooConfig, odooConfig, odooVariables } from '@miomente/booking-odoo';
import { type SendGridConfig, sendgridConfig, sendgridVariables } from '@miomente/booking-sendgrid';
import { type SmtpConfig, smtpConfig, smtpVariables } from '@miomente/booking-smtp';
import { z } from 'zod';
import { type Problem, problemsIn } from './problem.ts';

type Given = Readonly<Record<string, string | undefined>>;

/** A system outside, and the variable that a sample gives way to. */
interface Adapter {
  readonly name: string;
  readonly system: string;
  /** The variable that is set where this system is used. */
  readonly switchedOnBy: string;
  readonly variables: VariableGroup;
}

/** What stands behind one port: one of several systems, or a sample. */
export interface Provider {
  /** The variable that names the adapter. */
  readonly variable: string;
  readonly adapters: readonly [Adapter, ...Adapter[]];
  /** What stands in where none is configured. */
  readonly standIn: string;
}

/** The name of the adapter that stands in for every system. */
const LOCAL = 'local';

const MAGENTO = { name: 'magento', system: 'Magento', switchedOnBy: 'MAGENTO_DB_HOST', variables: magentoVariables };
const SENDGRID = {
  name: 'sendgrid',
  system: 'SendGrid',
  switchedOnBy: 'SENDGRID_API_KEY',
  variables: sendgridVariables,
};
const SMTP = { name: 'smtp', system: 'a mail server', switchedOnBy: 'SMTP_URL', variables: smtpVariables };
const ODOO = { name: 'odoo', system: 'Odoo', switchedOnBy: 'ODOO_URL', variables: odooVariables };

/** Each port behind which an outside system may stand. A new adapter is named here, and bound in foreign-modules. */
export const PROVIDERS: readonly Provider[] = [
  { variable: 'ORDER_SOURCE', adapters: [MAGENTO], standIn: 'sample shop' },
  { variable: 'MAILER', adapters: [SENDGRID, SMTP], standIn: 'mailbox page' },
  { variable: 'TICKET_DESK', adapters: [ODOO], standIn: 'ticket page' },
];

const ABOUT: Readonly<Record<string, string>> = {
  ORDER_SOURCE: 'Where orders are read',
  MAILER: 'What sends mails',
  TICKET_DESK: 'Where tickets are opened',
};

/** The variables that name adapters. */
export const adapterVariables: VariableGroup = {
  title: 'Which systems stand outside',
  variables: Object.fromEntries(
    PROVIDERS.map(({ variable: name, adapters, standIn }) => {
      const names = [...adapters.map((adapter) => adapter.name), LOCAL];
      const about = `${ABOUT[name]}: ${names.join(', ')} (the ${standIn}).`;
      const switches = adapters.map(({ switchedOnBy }) => switchedOnBy).join(' or ');
      return [name, variable(choice(names), { about, otherwise: `decided by ${switches}, else ${LOCAL}` })];
    }),
  ),
};

/** The settings of the outside systems in use; null for those that are not. */
export interface ForeignSettings {
  readonly magento: MagentoSettings | null;
  readonly sendgrid: SendGridConfig | null;
  readonly smtp: SmtpConfig | null;
  readonly odoo: OdooConfig | null;
}

/** The adapters that a port could use by what is configured: none where a sample stands in, several where that is unclear. */
function chosen({ variable: name, adapters }: Provider, env: Given): readonly Adapter[] {
  const named = env[name];
  if (named !== undefined) return adapters.filter((adapter) => adapter.name === named);
  return adapters.filter(({ switchedOnBy }) => env[switchedOnBy] !== undefined);
}

/** Reads the settings of each outside system in use. A system is used or not as a whole. */
export function readForeign(env: Given): { readonly settings: ForeignSettings; readonly problems: readonly Problem[] } {
  const inUse = PROVIDERS.flatMap((provider) => chosen(provider, env));
  const named = problemsIn(z.object(adapterVariables.variables).safeParse(env));
  const unclear = PROVIDERS.flatMap((provider) => {
    const several = chosen(provider, env).map(({ name }) => name);
    const message = `must be set to ${several.join(' or ')}: the variables of both are set`;
    return several.length > 1 ? [{ variable: provider.variable, message }] : [];
  });
  const problems: Problem[] = [...named, ...unclear];
  const read = <Settings>(adapter: Adapter, schema: z.ZodType<Settings, Given>): Settings | null => {
    if (!inUse.includes(adapter)) return null;
    const parsed = schema.safeParse(env);
    problems.push(...problemsIn(parsed));
    return parsed.data ?? null;
  };
  const settings = {
    magento: read(MAGENTO, magentoConfig),
    sendgrid: read(SENDGRID, sendgridConfig),
    smtp: read(SMTP, smtpConfig),
    odoo: read(ODOO, odooConfig),
  };
  return { settings, problems };
}

/** The ports behind which a sample stands. */
export function standInsOf(env: Given): readonly Provider[] {
  return PROVIDERS.filter((provider) => chosen(provider, env).length === 0);
}
