import { asBookingId, type BookingId, MAX_BATCH } from '@miomente/booking-domain';
import { paths, withQuery } from '@miomente/booking-paths';
import { z } from 'zod';
import { courseDate, lenient, wholeNumber } from '../../guard/fields.ts';
import { LIST_FIELDS, listPlace } from '../dashboard/list-request.ts';

/** What an answer was meant to do. The page takes what it did from the bookings' state. */
export type Meant = 'confirmed' | 'declined' | 'reopened';
const MEANT: readonly Meant[] = ['confirmed', 'declined', 'reopened'];

/** The latest answers that stay in sight; an address has no room for more. */
const MAX_DONE = MAX_BATCH;

/** What somebody answered on a page of questions since opening it (portal#answered-in-place). */
export interface Done {
  /** The latest first; each once. */
  readonly ids: readonly BookingId[];
  /** How many of them, from the beginning, the last press was about. */
  readonly last: number;
  /** What the last press meant to do; null before the first. */
  readonly meant: Meant | null;
}

/** Nothing was answered yet. */
export const NOTHING_DONE: Done = { ids: [], last: 0, meant: null };

/** Booking ids as an address or form has them, `17.18.21`: at least one, each once, at most {@link MAX_BATCH}. */
export const idsAsText = z
  .string()
  .regex(/^[1-9]\d{0,15}(?:\.[1-9]\d{0,15})*$/)
  .transform((text) => text.split('.').map(Number))
  .pipe(z.array(z.int()).max(MAX_BATCH))
  .refine((ids) => new Set(ids).size === ids.length)
  .transform((ids) => ids.map(asBookingId));

/** Writes ids for an address or a form. */
export function idsText(ids: readonly BookingId[]): string {
  return ids.join('.');
}

/** The parameters of an address that name what was answered. */
export const DONE_FIELDS = {
  done: lenient(idsAsText, []),
  last: lenient(wholeNumber(0, MAX_BATCH), 0),
  meant: lenient(z.enum(MEANT), null),
};

/** Reads the parameters of an address. */
export function readDone(fields: {
  readonly done: readonly BookingId[];
  readonly last: number;
  readonly meant: Meant | null;
}): Done {
  return { ids: fields.done, last: Math.min(fields.last, fields.done.length), meant: fields.meant };
}

/** A page of questions with what was answered on it. */
export function withDone(path: string, { ids, last, meant }: Done): string {
  const said = ids.length > 0 && last > 0;
  return withQuery(path, {
    done: ids.length === 0 ? null : idsText(ids),
    last: said ? last : null,
    meant: said ? meant : null,
  });
}

/** After another press: its bookings first. Undone ones are open again and no longer done. */
export function doneAfter({ ids }: Done, pressed: readonly BookingId[], meant: Meant): Done {
  const others = ids.filter((id) => !pressed.includes(id));
  return { ids: [...pressed, ...others].slice(0, MAX_DONE), last: pressed.length, meant };
}

/** A page of questions that an answer returns to. */
export type Worklist = { readonly path: string; readonly done: Done } & (
  | { readonly type: 'inbox'; readonly page: number }
  | { readonly type: 'course_date'; readonly identity: z.output<typeof courseDate> }
);

const ADDRESS = z.object({ ...LIST_FIELDS, ...DONE_FIELDS });
const COURSE_DATES = paths.courseDate.at({ key: '' });

/** The page of questions that a path names; undefined for another page. */
export function worklistNamed(path: string): Worklist | undefined {
  const [pathname = '', query = ''] = path.split('?', 2);
  const fields = ADDRESS.parse({ ...EMPTY, ...Object.fromEntries(new URLSearchParams(query)) });
  const done = readDone(fields);
  if (pathname === paths.bookings.at() && listPlace(fields) === 'inbox')
    return { type: 'inbox', path: inboxPath(fields.page), page: fields.page, done };
  if (!pathname.startsWith(COURSE_DATES)) return undefined;
  const key = courseDate.safeParse(decoded(pathname.slice(COURSE_DATES.length)));
  return key.success ? { type: 'course_date', path: pathname, identity: key.data, done } : undefined;
}

const EMPTY = Object.fromEntries(Object.keys(ADDRESS.shape).map((name) => [name, undefined]));

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** The address of a page of the inbox. */
export function inboxPath(page: number): string {
  return withQuery(paths.bookings.at(), { page: page > 1 ? page : null });
}
