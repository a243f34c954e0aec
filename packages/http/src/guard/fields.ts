import {
  asBookingId,
  asCustomerNumber,
  type CourseDateIdentity,
  dayBounds,
  MAX_CUSTOMER_NUMBER_LENGTH,
  MAX_NOTES_LENGTH,
  MAX_PAGE,
  MAX_SEARCH_LENGTH,
  readAddress,
  readCourseDateKey,
} from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { z } from 'zod';
import { faulty } from '../guard/issues.ts';

/** Every format of a day is shorter. */
const MAX_DAY_LENGTH = 100;
const WHOLE_NUMBER = /^(?:0|[1-9]\d{0,15})$/;

/** A whole number in an address: only digits. */
export function wholeNumber(least: number, most: number = Number.MAX_SAFE_INTEGER) {
  return (
    z
      .string()
      .refine((text) => WHOLE_NUMBER.test(text), faulty('wrong_type', 'whole number'))
      // The description gives its meaning: in an address, a number can only be text.
      .meta({ type: 'integer', minimum: least, maximum: most })
      .transform(Number)
      .pipe(z.number().min(least).max(most))
  );
}

/**
 * A field of an address that people may edit: an invalid value becomes `none` and is not refused. Surrounding blanks
 * are ignored, and of a repeated field the last counts.
 */
export function lenient<Schema extends z.ZodType, const None>(schema: Schema, none: None) {
  return z.preprocess(lastText, z.union([schema, z.unknown().transform((): None => none)]));
}

function lastText(value: unknown): string | undefined {
  const last: unknown = Array.isArray(value) ? value.at(-1) : value;
  return typeof last === 'string' ? last.trim() : undefined;
}

/** Whether an address has a field, with any value. */
export const isGiven = z.unknown().transform((value): boolean => value !== undefined);

/** A form's field as typed; a missing one is empty. */
export const typed = z.string().default('');

/** A part of an address that the handler checks itself, such as a token. */
export const anyText = z.string();

/** The id of something of ours or of Magento's. */
export const id = wholeNumber(1).meta({ description: 'As lists give it.', examples: [17] });
/** The id of a booking. */
export const bookingId = id.transform(asBookingId);

/** Booking ids in a body: at least one, each once. @param most the maximum number */
export function bookingIds(most: number) {
  return z
    .array(z.int().min(1).transform(asBookingId))
    .min(1)
    .max(most)
    .refine((ids) => new Set(ids).size === ids.length, faulty('repeated'))
    .meta({ description: 'Each once.', examples: [[17, 18, 21]] });
}

/** Longer than the key of any course whose name Magento keeps. */
const MAX_KEY_LENGTH = 1_600;

/** A course date by its key, as lists give it. */
export const courseDate = z
  .string()
  .max(MAX_KEY_LENGTH)
  .refine(
    (key) => readCourseDateKey(key) !== undefined,
    faulty('malformed', `a key of ${paths.api.courseDates.pattern}`),
  )
  .transform((key) => readCourseDateKey(key) as CourseDateIdentity)
  .meta({ description: 'One course date, by its `key`.', examples: ['230.1798131600000'] });

/** A day that exists, `YYYY-MM-DD`. */
export const day = z
  .string()
  .refine((text) => /^\d{4}-\d{2}-\d{2}$/.test(text), faulty('malformed', 'YYYY-MM-DD'))
  .refine((text) => dayBounds(text, 'UTC') !== undefined, faulty('not_a_day'))
  .meta({ format: 'date', examples: ['2026-12-24'] });

// PostgreSQL can't store NUL, and other control characters are never intended; tab and line breaks are text.
const isPlain = (text: string): boolean =>
  [...text].every((character) => character >= ' ' || character === '\n' || character === '\r' || character === '\t');

/** Text written by a person, without control characters. */
export function text(longest: number) {
  return z.string().max(longest).refine(isPlain, faulty('control_characters'));
}

/** A search text. */
export const searchText = text(MAX_SEARCH_LENGTH);

/** A search text typed into a page: too long a text is shortened, and invalid characters are removed. */
export const searchAsTyped = z.unknown().transform((value) =>
  (lastText(value) ?? '')
    .replace(/\p{Cc}/gu, ' ')
    .slice(0, MAX_SEARCH_LENGTH)
    .trim(),
);

/** A day typed into a page, in any format; empty for none. */
export const dayAsTyped = z.unknown().transform((value) => (lastText(value) ?? '').slice(0, MAX_DAY_LENGTH));

/** The number of a page, from 1. */
export const pageNumber = wholeNumber(1, MAX_PAGE).meta({ description: 'Which page, from 1.' });

/** A partner's customer number; a NUL in it would make the database query fail. */
export const customerNumber = z
  .string()
  .min(1)
  .max(MAX_CUSTOMER_NUMBER_LENGTH)
  .refine((value) => !/\p{Cc}/u.test(value), faulty('control_characters'))
  .meta({ description: 'The partner’s number.', examples: ['P-100'] })
  .transform(asCustomerNumber);

/** A mail address that somebody typed or sent, without what nobody sees (orders#partner-addresses). */
export const mailAddress = z
  .string()
  .refine((typed) => readAddress(typed) !== undefined, faulty('malformed', 'one e-mail address'))
  .transform((typed) => readAddress(typed) ?? typed);

/** An order's number, as customers see it. */
export const orderNumber = z.string().regex(/^[\w-]{1,50}$/);

/** Notes as a form sends them: a line break comes as two characters and counts as one. */
export const notesAsTyped = z
  .string()
  .default('')
  .transform((value) => value.replaceAll('\r\n', '\n'));

/** Notes of a partner or manager with an answer. */
export const notes = text(MAX_NOTES_LENGTH).meta({
  description: 'A remark; kept with the answer.',
  examples: ['Wir freuen uns.'],
});

/** What the caller knows of a booking's date and people, to be answered on no other condition. */
export const shown = text(100).meta({
  description:
    'The booking’s `shown` as you know it: if its date or people have changed since, 409 `changed_meanwhile`. Not looked ' +
    'at without.',
  examples: ['1798131600000/2'],
});

/** The message of a successful answer. */
export const doneMessage = z.string().meta({
  description: 'What was done, for people, in the language of `Accept-Language`.',
  examples: ['Done.'],
});

/** An instant in the API: ISO 8601 in UTC. */
export const instant = z.iso.datetime().meta({ examples: ['2026-12-01T08:30:00.000Z'] });

/** Writes an instant for the API. */
export function isoInstant(at: number): string {
  return new Date(at).toISOString();
}
