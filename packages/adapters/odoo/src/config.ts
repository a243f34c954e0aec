import { apiUrl, choice, number, reading, shaped, text, type VariableGroup, variable } from '@miomente/booking-config';
import { LANGUAGES, type Language, SECOND_MS } from '@miomente/booking-domain';
import { z } from 'zod';
import { MAX_INT, type Sendable } from './rpc/encode.ts';
import type { Connection } from './rpc/post.ts';
import type { Login } from './rpc/xml-rpc-calls.ts';
import { type FieldMap, ROLES } from './tickets/roles.ts';

/** Address, login and ticket settings for Odoo. */
export interface OdooConfig {
  readonly connection: Connection;
  readonly login: Login;
  /** Such as `helpdesk.ticket` or `project.task`. */
  readonly model: string;
  readonly fieldMap: FieldMap;
  readonly teamId: number | null;
  readonly tagIds: readonly number[];
  readonly priority: string | null;
  /** The stage that a closed ticket goes to when a person must act again; null for the first open stage. */
  readonly reopenStageId: number | null;
  /** Where a ticket goes when nobody need act any more; null is the first stage that is marked as done. */
  readonly closeStageId: number | null;
  /** The language of the office. */
  readonly language: Language;
  /** The field of `res.partner` with the partner's customer number in the shop. */
  readonly customerNumberField: string;
}

/** The limit for an answer. Two hundred partners with their names need a tenth of it. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
const FIELD = /^[a-z][a-z0-9_]{0,62}$/;
const FIELD_MAP_HELP = `must be JSON such as {"team":"project_id","priority":null,"values":{"channel_id":"2"}}, with a field's name or null for each of ${ROLES.join(', ')}, and values for other fields`;

const id = reading((given, complain) =>
  /^\d{1,10}$/.test(given) && Number(given) > 0 && Number(given) <= MAX_INT
    ? Number(given)
    : complain('must be the number that Odoo shows in the address of the record'),
);

const values: z.ZodType<{ readonly [name: string]: string }> = z.record(
  z.string().regex(FIELD),
  z.union([z.string(), z.number().int().max(MAX_INT).min(-MAX_INT), z.boolean()]).transform(asImported),
);
const fieldMap: z.ZodType<FieldMap> = z.strictObject({
  ...(Object.fromEntries(ROLES.map((role) => [role, z.string().regex(FIELD).nullable().optional()])) as object),
  values: values.default({}),
}) as unknown as z.ZodType<FieldMap>;

/** Odoo's import accepts text for every type. */
function asImported(value: Sendable): string {
  return typeof value === 'boolean' ? String(Number(value)) : String(value);
}

const fieldMapText = reading((given, complain) => {
  try {
    return fieldMap.parse(JSON.parse(given));
  } catch {
    return complain(FIELD_MAP_HELP);
  }
});

const tagIds = reading((given, complain) =>
  /^\d{1,9}(\s*,\s*\d{1,9})*$/.test(given)
    ? given.split(',').map(Number)
    : complain('must be numbers of tags, separated by commas'),
);

const variables = {
  ODOO_URL: variable(apiUrl('https://odoo.example.org'), {
    about: 'The URL of Odoo; setting it switches the ticket page off.',
    needed: 'the address of Odoo',
    example: 'https://odoo.example.org',
    isAddress: true,
    inReadme: true,
  }),
  ODOO_DB: variable(text, { about: 'Its database.', needed: "the name of Odoo's database", inReadme: true }),
  ODOO_USERNAME: variable(text, {
    about: 'The login of a user that may read and write tickets.',
    needed: 'the login of a user of Odoo that may read and write tickets',
    inReadme: true,
  }),
  ODOO_API_KEY: variable(text, {
    about: 'An API key of that user.',
    needed: 'an API key of that user, made in its preferences under Account Security',
    secret: 'theirs',
    inReadme: true,
  }),
  ODOO_TICKET_MODEL: variable(
    shaped(/^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$/, 'must be the name of a model, such as helpdesk.ticket or project.task'),
    { about: '`helpdesk.ticket` or `project.task`.', default: 'helpdesk.ticket' },
  ),
  ODOO_FIELD_MAP: variable(fieldMapText, { about: 'Its field names where they differ, as JSON.', default: '{}' }),
  ODOO_TEAM_ID: variable(id, { about: 'The team or project for tickets.' }),
  ODOO_TAG_IDS: variable(tagIds, { about: 'The tags of each ticket, separated by commas.' }),
  ODOO_PRIORITY: variable(
    shaped(/^\d$/, 'must be a digit, from 0 for low to 3 for urgent (project.task up to Odoo 16: 0 or 1)'),
    { about: 'The priority of tickets, from 0 to 3.' },
  ),
  ODOO_REOPEN_STAGE_ID: variable(id, {
    about: 'The stage for a closed ticket when a person must act again.',
    otherwise: 'the first open stage',
  }),
  ODOO_CLOSE_STAGE_ID: variable(id, {
    about: 'The stage for a ticket when nobody needs to act any more.',
    otherwise: 'the first stage that is marked as done',
  }),
  ODOO_LANGUAGE: variable(choice(LANGUAGES), { about: 'The office’s language, used for tickets.', default: 'de' }),
  ODOO_CUSTOMER_NUMBER_FIELD: variable(shaped(FIELD, 'must be the name of a field of res.partner'), {
    about: 'The field of `res.partner` with the partner’s customer number.',
    default: 'ref',
  }),
  ODOO_TIMEOUT_SECONDS: variable(number({ unit: 'seconds', min: 1, max: 30 }), {
    about: 'Time limit for an answer of Odoo.',
    default: '10',
  }),
};

/** The variables that {@link odooConfig} reads. */
export const odooVariables: VariableGroup = {
  title: 'Odoo: tickets; without ODOO_URL the ticket page',
  variables,
};

/** Reads Odoo's settings from environment variables. Every problem becomes an issue at its variable. */
export const odooConfig: z.ZodType<OdooConfig, Readonly<Record<string, string | undefined>>> = z
  .object(variables)
  .transform((env) => ({
    connection: {
      url: env.ODOO_URL,
      timeoutMs: env.ODOO_TIMEOUT_SECONDS * SECOND_MS,
      largestAnswerBytes: MAX_ANSWER_BYTES,
    },
    login: { db: env.ODOO_DB, username: env.ODOO_USERNAME, apiKey: env.ODOO_API_KEY },
    model: env.ODOO_TICKET_MODEL,
    fieldMap: env.ODOO_FIELD_MAP,
    teamId: env.ODOO_TEAM_ID ?? null,
    tagIds: env.ODOO_TAG_IDS ?? [],
    priority: env.ODOO_PRIORITY ?? null,
    reopenStageId: env.ODOO_REOPEN_STAGE_ID ?? null,
    closeStageId: env.ODOO_CLOSE_STAGE_ID ?? null,
    language: env.ODOO_LANGUAGE,
    customerNumberField: env.ODOO_CUSTOMER_NUMBER_FIELD,
  }));
