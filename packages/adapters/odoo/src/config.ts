import { LANGUAGES, type Language } from '@miomente/booking-domain';
import { z } from 'zod';
import { LARGEST_INT, type Sendable } from './rpc/encode.ts';
import type { Connection } from './rpc/post.ts';
import type { Login } from './rpc/xml-rpc-calls.ts';
import { type FieldMap, ROLES } from './tickets/roles.ts';

/** How to reach Odoo, as whom, and what its tickets are like. */
export interface OdooConfig {
  readonly connection: Connection;
  readonly login: Login;
  /** Such as `helpdesk.ticket` or `project.task`. */
  readonly model: string;
  readonly fieldMap: FieldMap;
  readonly teamId: number | null;
  readonly tagIds: readonly number[];
  readonly priority: string | null;
  /** Where a closed ticket goes when a person must act again; null is the first open stage. */
  readonly reopenStageId: number | null;
  /** The office's language. */
  readonly language: Language;
  /** The field of `res.partner` that holds the partner's number in the shop. */
  readonly customerNumberField: string;
}

type Given = string | undefined;

/** The environment variables that {@link odooConfig} reads. */
export interface OdooEnvironment {
  readonly ODOO_URL?: Given;
  readonly ODOO_DB?: Given;
  readonly ODOO_USERNAME?: Given;
  readonly ODOO_API_KEY?: Given;
  readonly ODOO_TICKET_MODEL?: Given;
  readonly ODOO_FIELD_MAP?: Given;
  readonly ODOO_TEAM_ID?: Given;
  readonly ODOO_TAG_IDS?: Given;
  readonly ODOO_PRIORITY?: Given;
  readonly ODOO_REOPEN_STAGE_ID?: Given;
  readonly ODOO_LANGUAGE?: Given;
  readonly ODOO_CUSTOMER_NUMBER_FIELD?: Given;
  readonly ODOO_TIMEOUT_SECONDS?: Given;
}

const LOCAL_HOSTS = /^(localhost|127\.0\.0\.1|\[::1\]|[\w-]+)$/;
/** Two hundred partners with their names are a tenth of it. */
const LARGEST_ANSWER_BYTES = 4 * 1024 * 1024;
const FIELD = /^[a-z][a-z0-9_]{0,62}$/;
const FIELD_MAP_HELP = `must be JSON such as {"team":"project_id","priority":null,"values":{"channel_id":"2"}}, with a field's name or null for each of ${ROLES.join(', ')}, and values for other fields`;

/** Plain HTTP would show the key to everybody on the way; a host without a dot is on this network. */
function isBaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash, username } = new URL(text);
  const safe = protocol === 'https:' || (protocol === 'http:' && LOCAL_HOSTS.test(hostname));
  return safe && search === '' && hash === '' && username === '';
}

const id = z
  .string()
  .refine((text) => /^\d{1,10}$/.test(text) && Number(text) > 0 && Number(text) <= LARGEST_INT, {
    message: 'must be the number that Odoo shows in the address of the record',
  })
  .transform(Number);

const values: z.ZodType<{ readonly [name: string]: string }> = z.record(
  z.string().regex(FIELD),
  z.union([z.string(), z.number().int().max(LARGEST_INT).min(-LARGEST_INT), z.boolean()]).transform(asImported),
);
const fieldMap: z.ZodType<FieldMap> = z.strictObject({
  ...(Object.fromEntries(ROLES.map((role) => [role, z.string().regex(FIELD).nullable().optional()])) as object),
  values: values.default({}),
}) as unknown as z.ZodType<FieldMap>;

/** Odoo's import takes text for everything. */
function asImported(value: Sendable): string {
  return typeof value === 'boolean' ? String(Number(value)) : String(value);
}

function parsedFieldMap(text: string, context: z.RefinementCtx): FieldMap {
  try {
    return fieldMap.parse(JSON.parse(text));
  } catch {
    context.addIssue({ code: 'custom', message: FIELD_MAP_HELP });
    return z.NEVER;
  }
}

/** Reads Odoo's settings from environment variables; every problem is an issue at its variable. */
export const odooConfig: z.ZodType<OdooConfig, OdooEnvironment> = z
  .object({
    ODOO_URL: z
      .string('must be set to the address of Odoo')
      .refine(isBaseUrl, 'must be an address such as https://odoo.example.org (without https only on the own network)'),
    ODOO_DB: z.string("must be set to the name of Odoo's database").min(1),
    ODOO_USERNAME: z.string('must be set to the login of a user of Odoo that may read and write tickets').min(1),
    ODOO_API_KEY: z
      .string('must be set to an API key of that user, made in its preferences under Account Security')
      .min(1),
    ODOO_TICKET_MODEL: z
      .string()
      .regex(/^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$/, 'must be the name of a model, such as helpdesk.ticket or project.task')
      .default('helpdesk.ticket'),
    ODOO_FIELD_MAP: z.string().default('{}').transform(parsedFieldMap),
    ODOO_TEAM_ID: id.optional(),
    ODOO_TAG_IDS: z
      .string()
      .regex(/^\d{1,9}(\s*,\s*\d{1,9})*$/, 'must be numbers of tags, separated by commas')
      .transform((text) => text.split(',').map(Number))
      .optional(),
    ODOO_PRIORITY: z
      .string()
      .regex(/^\d$/, 'must be a digit, from 0 for low to 3 for urgent (project.task up to Odoo 16: 0 or 1)')
      .optional(),
    ODOO_REOPEN_STAGE_ID: id.optional(),
    ODOO_LANGUAGE: z.enum(LANGUAGES as readonly [Language, ...Language[]], 'must be de or en').default('de'),
    ODOO_CUSTOMER_NUMBER_FIELD: z.string().regex(FIELD, 'must be the name of a field of res.partner').default('ref'),
    ODOO_TIMEOUT_SECONDS: z
      .string()
      .regex(/^([1-9]|[12]\d|30)$/, 'must be a whole number of seconds from 1 to 30')
      .default('10'),
  })
  .transform((env) => ({
    connection: {
      url: env.ODOO_URL.replace(/\/+$/, ''),
      timeoutMs: Number(env.ODOO_TIMEOUT_SECONDS) * 1_000,
      largestAnswerBytes: LARGEST_ANSWER_BYTES,
    },
    login: { db: env.ODOO_DB, username: env.ODOO_USERNAME, apiKey: env.ODOO_API_KEY },
    model: env.ODOO_TICKET_MODEL,
    fieldMap: env.ODOO_FIELD_MAP,
    teamId: env.ODOO_TEAM_ID ?? null,
    tagIds: env.ODOO_TAG_IDS ?? [],
    priority: env.ODOO_PRIORITY ?? null,
    reopenStageId: env.ODOO_REOPEN_STAGE_ID ?? null,
    language: env.ODOO_LANGUAGE,
    customerNumberField: env.ODOO_CUSTOMER_NUMBER_FIELD,
  }));
