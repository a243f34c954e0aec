import { PermanentFailure } from '@miomente/booking-domain';
import { z } from 'zod';
import { ask, textOrNothing } from '../rpc/answers.ts';
import { MAX_INT } from '../rpc/encode.ts';
import type { OdooCalls } from '../rpc/odoo-calls.ts';
import { ALL_RECORDS } from './external-id.ts';

interface Numbering {
  readonly model: string;
  /** The field with the number that people know a ticket by; without one it is the record's. */
  readonly numberField: string | undefined;
}

const rows: z.ZodType<readonly Readonly<Record<string, unknown>>[]> = z.array(z.record(z.string(), z.unknown()));

/** The number of a ticket as people know it; undefined when there is no such record. */
export async function numberOf(
  calls: OdooCalls,
  { model, numberField }: Numbering,
  recordId: number,
): Promise<string | undefined> {
  const named = { fields: numberField === undefined ? ['id'] : [numberField] };
  const [row] = await ask(calls, rows, { model, method: 'read', args: [[recordId]], named });
  if (row === undefined) return undefined;
  if (numberField === undefined) return String(recordId);
  // A number that Odoo has not given yet must not be taken for another ticket's.
  const number = textOrNothing.catch(null).parse(row[numberField]);
  return number === null || number === '/' ? `#${recordId}` : number;
}

/** The record that a ticket's number stands for; undefined when there is none. */
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
