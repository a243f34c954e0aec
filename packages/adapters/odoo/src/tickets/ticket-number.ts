import { PermanentFailure } from '@miomente/booking-domain';
import { z } from 'zod';
import { ask, textOrNothing } from '../rpc/answers.ts';
import { MAX_INT } from '../rpc/encode.ts';
import type { OdooCalls } from '../rpc/odoo-calls.ts';
import { ALL_RECORDS } from './external-id.ts';

interface Numbering {
  readonly model: string;
  /** The field with the ticket number that people use; without one, the number is the record's id. */
  readonly numberField: string | undefined;
}

const rows: z.ZodType<readonly Readonly<Record<string, unknown>>[]> = z.array(z.record(z.string(), z.unknown()));

/** The number of a ticket as people use it; undefined when the record does not exist. */
export async function numberOf(
  calls: OdooCalls,
  { model, numberField }: Numbering,
  recordId: number,
): Promise<string | undefined> {
  const named = { fields: numberField === undefined ? ['id'] : [numberField] };
  const [row] = await ask(calls, rows, { model, method: 'read', args: [[recordId]], named });
  if (row === undefined) return undefined;
  if (numberField === undefined) return String(recordId);
  // An empty number must not be mistaken for another ticket's.
  const number = textOrNothing.catch(null).parse(row[numberField]);
  return number === null || number === '/' ? `#${recordId}` : number;
}

/** The record with this ticket number; undefined when there is none. */
export async function recordOf(
  calls: OdooCalls,
  { model, numberField }: Numbering,
  ticketId: string,
): Promise<number | undefined> {
  const { mark, digits } = /^(?<mark>#?)(?<digits>\d{1,10})$/.exec(ticketId)?.groups ?? {};
  const id = Number(digits ?? Number.NaN);
  const isRecord = mark === '#' || numberField === undefined;
  if (isRecord && !(id <= MAX_INT)) return undefined;
  const domain = isRecord ? ['id', '=', id] : [numberField, '=', ticketId];
  const named = { limit: 2, ...ALL_RECORDS };
  const ids = await ask(calls, z.array(z.number()), { model, method: 'search', args: [[domain]], named });
  if (ids.length < 2) return ids[0];
  throw new PermanentFailure(`Several tickets have the number ${ticketId}; give them numbers of their own in Odoo.`);
}
