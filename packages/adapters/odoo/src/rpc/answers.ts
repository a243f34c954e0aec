import { TransientFailure } from '@miomente/booking-domain';
import { z } from 'zod';
import { failureOf, OdooFault } from './fault.ts';
import type { Call, OdooCalls } from './odoo-calls.ts';

/** Odoo returns `false` for an empty value. */
export const textOrNothing: z.ZodType<string | null> = z
  .union([z.string(), z.literal(false), z.null(), z.number()])
  .transform((value) => (value === false || value === null ? null : String(value).trim() || null));

/** A reference: `[id, name]`, an id alone, or empty. */
export const reference: z.ZodType<number | null> = z
  .union([z.tuple([z.number()], z.unknown()), z.number(), z.literal(false), z.null()])
  .transform((value) => (Array.isArray(value) ? (value[0] ?? null) : value === false ? null : value));

/**
 * Calls a method and validates its result.
 * @throws TransientFailure or PermanentFailure whose message may be shown
 */
export async function ask<Value>(calls: OdooCalls, form: z.ZodType<Value>, call: Call): Promise<Value> {
  const value = await told(calls, call);
  const read = form.safeParse(value);
  if (read.success) return read.data;
  throw new TransientFailure(`Odoo answered ${call.method} on ${call.model} in a form that is not known.`);
}

/** Calls a method whose result is not needed. */
export async function tell(calls: OdooCalls, call: Call): Promise<void> {
  await told(calls, call);
}

async function told(calls: OdooCalls, call: Call): Promise<unknown> {
  try {
    return await calls.execute(call);
  } catch (error) {
    throw error instanceof OdooFault ? failureOf(error, call.model) : error;
  }
}
