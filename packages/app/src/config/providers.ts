import { choice, type VariableGroup, variable } from '@miomente/booking-config';
import { type MagentoSettings, magentoConfig, magentoVariables } from '@miomente/booking-magento';
import { type OdooConfig, odooConfig, odooVariables } from '@miomente/booking-odoo';
import { type SendGridConfig, sendgridConfig, sendgridMailer } from '@miomente/booking-sendgrid';
import { z } from 'zod';
import type { Adapter, Given } from './adapter.ts';
import { MAILERS, type MailerInUse } from './mailers.ts';
import { type Problem, problemsIn } from './problem.ts';

/** A port with its possible adapters: several external systems, or a stand-in. */
export interface Provider {
  /** The variable that names the adapter. */
  readonly variable: string;
  readonly adapters: readonly [Adapter, ...Adapter[]];
  /** The stand-in for when no system is configured. */
  readonly standIn: string;
}

/** The name of the stand-in's adapter. */
const LOCAL = 'local';

const MAGENTO = { name: 'magento', system: 'Magento', switchedOnBy: 'MAGENTO_DB_HOST', variables: magentoVariables };
const ODOO = { name: 'odoo', system: 'Odoo', switchedOnBy: 'ODOO_URL', variables: odooVariables };

/** Every port that an external system may implement. */
export const PROVIDERS: readonly Provider[] = [
  { variable: 'ORDER_SOURCE', adapters: [MAGENTO], standIn: 'sample shop' },
  { variable: 'MAILER', adapters: MAILERS, standIn: 'mailbox page' },
  { variable: 'TICKET_DESK', adapters: [ODOO], standIn: 'ticket page' },
];

const ABOUT: Readonly<Record<string, string>> = {
  ORDER_SOURCE: 'The shop that orders are read from',
  MAILER: 'The system that sends mails',
  TICKET_DESK: 'The ticket system',
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

/** The settings of the external systems in use; null for the others. */
export interface ForeignSettings {
  readonly magento: MagentoSettings | null;
  readonly mailer: MailerInUse | null;
  /** The SendGrid account for templates; null when another mailer is in use. */
  readonly sendgrid: SendGridConfig | null;
  readonly odoo: OdooConfig | null;
}

/** The adapters of a port that are configured: none when the stand-in is used, several when the choice is ambiguous. */
function chosen({ variable: name, adapters }: Provider, env: Given): readonly Adapter[] {
  const named = env[name];
  if (named !== undefined) return adapters.filter((adapter) => adapter.name === named);
  return adapters.filter(({ switchedOnBy }) => env[switchedOnBy] !== undefined);
}

/** Reads the settings of each external system in use. A system is in use only with all its required settings. */
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
  const mailers = MAILERS.filter((mailer) => inUse.includes(mailer)).map((mailer) => mailer.read(env));
  problems.push(...mailers.flatMap((mailer) => mailer.problems));
  const mailer = mailers[0]?.inUse ?? null;
  const settings = {
    magento: read(MAGENTO, magentoConfig),
    mailer,
    sendgrid: mailer?.name === sendgridMailer.name ? (sendgridConfig.safeParse(env).data ?? null) : null,
    odoo: read(ODOO, odooConfig),
  };
  return { settings, problems };
}

/** The ports that stand-ins implement. */
export function standInsOf(env: Given): readonly Provider[] {
  return PROVIDERS.filter((provider) => chosen(provider, env).length === 0);
}
