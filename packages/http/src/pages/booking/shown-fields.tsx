/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { type BookingId, MAX_BATCH, type Stored, shownOf } from '@miomente/booking-domain';
import { z } from 'zod';
import { lenient } from '../../guard/fields.ts';

/** Longer than what is shown of any booking. */
const MAX_SHOWN = 100;

/** The field of a form with what its page showed of the booking; undefined for a form of before an upgrade. */
export const shownField = lenient(z.string().min(1).max(MAX_SHOWN), undefined);

/** The same for several bookings, in the sequence of their ids. */
export const shownListField = lenient(
  z
    .string()
    .max(MAX_BATCH * (MAX_SHOWN + 1))
    .transform((text) => text.split('.')),
  undefined,
);

/** What the page with the form shows of the booking (booking#as-shown). */
export function ShownField({ booking }: { readonly booking: Stored }) {
  return <input type="hidden" name="shown" value={shownOf(booking)} />;
}

/** What a page shows of bookings, as a form has it; of what it doesn't show, nothing. */
export function shownText(ids: readonly BookingId[], shown: readonly Stored[]): string {
  const found = new Map(shown.map((booking) => [booking.id, shownOf(booking)]));
  return ids.map((id) => found.get(id) ?? '').join('.');
}

/** What a form says that its page showed; an id without its part was not shown. */
export function shownOfEach(
  ids: readonly BookingId[],
  said: readonly string[] | undefined,
): ReadonlyMap<BookingId, string> | undefined {
  return said === undefined ? undefined : new Map(ids.map((id, n) => [id, said[n] ?? '']));
}
