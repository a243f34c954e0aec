import { PermanentFailure, TransientFailure } from '@miomente/booking-domain';
import { z } from 'zod';
import { ask } from '../rpc/answers.ts';
import { failureOf, isForbidden, isNothingOfName, OdooFault } from '../rpc/fault.ts';
import type { OdooCalls } from '../rpc/odoo-calls.ts';
import { redacted } from '../rpc/redacted.ts';
import type { TicketRow } from './ticket-row.ts';

/** Include archived records. */
export const ALL_RECORDS = { context: { active_test: false } } as const;

const XML_IDS = 'ir.model.data';
const found: z.ZodType<readonly { readonly model: string; readonly res_id: number }[]> = z.array(
  z.object({ model: z.string(), res_id: z.number() }),
);

/**
 * Finds the record of an external id.
 * @returns its id, or undefined when there is none
 * @throws TransientFailure when the external id belongs to another model than the configured one
 */
export async function findByExternalId(calls: OdooCalls, key: string, model: string): Promise<number | undefined> {
  const [module = '', name = ''] = key.split('.');
  const row = await lookUp(calls, module, name);
  if (row === undefined || row.model === model) return row?.res_id;
  throw new TransientFailure(`The ticket exists already, as ${row.model}; set ODOO_TICKET_MODEL to that again.`);
}

async function lookUp(
  calls: OdooCalls,
  module: string,
  name: string,
): Promise<{ readonly model: string; readonly res_id: number } | undefined> {
  const domain = [
    ['module', '=', module],
    ['name', '=', name],
  ];
  try {
    const named = { fields: ['model', 'res_id'], limit: 1 };
    const rows = await calls.execute({ model: XML_IDS, method: 'search_read', args: [domain], named });
    return found.parse(rows)[0];
  } catch (error) {
    if (!(error instanceof OdooFault)) throw asUnknownForm(error);
    if (isForbidden(error)) return lookUpAsOrdinaryUser(calls, module, name);
    throw failureOf(error, XML_IDS);
  }
}

/** In newer versions only administrators may read external ids, but every user may resolve one. */
async function lookUpAsOrdinaryUser(
  calls: OdooCalls,
  module: string,
  name: string,
): Promise<{ readonly model: string; readonly res_id: number } | undefined> {
  try {
    const args = [module, name];
    const answer = await calls.execute({ model: XML_IDS, method: 'check_object_reference', args, named: ALL_RECORDS });
    const [model, id] = z.tuple([z.string(), z.union([z.number(), z.literal(false)])]).parse(answer);
    if (id !== false) return { model, res_id: id };
    throw new TransientFailure(`The user of ODOO_USERNAME may not read all of ${model}; give it the right in Odoo.`);
  } catch (error) {
    if (!(error instanceof OdooFault)) throw asUnknownForm(error);
    if (isNothingOfName(error, `${module}.${name}`)) return undefined;
    throw failureOf(error, XML_IDS);
  }
}

function asUnknownForm(error: unknown): unknown {
  return error instanceof z.ZodError ? new TransientFailure('Odoo answered external ids in a form not known.') : error;
}

const loaded: z.ZodType<Loaded> = z.object({
  ids: z.union([z.array(z.number()), z.literal(false)]),
  messages: z
    .array(
      z
        .object({ message: z.string().catch(''), field: z.union([z.string(), z.literal(false)]).optional() })
        .catch({ message: '' }),
    )
    .catch([]),
});

interface Loaded {
  readonly ids: readonly number[] | false;
  readonly messages: readonly { readonly message: string; readonly field?: string | false | undefined }[];
}

/**
 * Creates a record under the external id in the row's first column. Of several calls at once, exactly one creates it.
 * When Odoo refuses, the record may exist nevertheless, because another call has just created it. Odoo's message about
 * that is in its own language and its database's, so the code ignores the message and looks up the external id
 * (delivery#refused-in-any-language).
 * @returns the id of the record
 * @throws TransientFailure for what may pass, or when a setting is wrong
 */
export async function makeByExternalId(calls: OdooCalls, model: string, row: TicketRow): Promise<number> {
  const { columns, texts, secrets } = row;
  const there = (): Promise<number | undefined> => findByExternalId(calls, texts[0] ?? '', model);
  // The record's display name is not needed, and no partner should get a mail about its creation.
  const call = { model, method: 'load', args: [columns, [texts]], secrets };
  const answer = await ask(calls, loaded, call).catch(async (error: unknown) => {
    const id = error instanceof PermanentFailure ? await there() : undefined;
    if (id === undefined) throw error;
    return { ids: [id], messages: [] } satisfies Loaded;
  });
  const id = (answer.ids === false ? undefined : answer.ids[0]) ?? (await there());
  if (id !== undefined) return id;
  throw refusalOf(answer.messages, model, secrets);
}

/**
 * The fault names a field, so a value was refused. Otherwise transactions conflicted, or the database had no free
 * connection.
 */
function refusalOf(messages: Loaded['messages'], model: string, secrets: readonly string[]): TransientFailure {
  const words = redacted(
    messages
      .map(({ message }) => message)
      .join(' ')
      .slice(0, 2_000),
    secrets,
  );
  const fields = messages.flatMap(({ field }) => (field ? [field.split('/')[0] ?? field] : []));
  if (fields.length === 0)
    return new TransientFailure(
      `Odoo is at this ticket already, or was too busy; it is tried again. ${words || 'It does not say why.'}`,
    );
  return new TransientFailure(
    `Odoo refuses a value in ${[...new Set(fields)].join(', ')} of ${model}; fix ODOO_TEAM_ID, ODOO_TAG_IDS, ODOO_PRIORITY or the values in ODOO_FIELD_MAP. ${words}`,
  );
}
