import type { Stored } from '../booking/booking.ts';
import type { Bookings, TimelineEntry } from '../ports/bookings.ts';
import type { Calls } from '../ports/calls.ts';
import type { Replies } from '../ports/replies.ts';
import { systemScope } from '../ports/scope.ts';
import type { Instant } from '../time/instant.ts';

/** Everything that is kept about a customer with one booking. */
export interface CustomerRecord {
  readonly booking: Stored;
  /** What happened to the booking, and the mails about it. */
  readonly timeline: readonly TimelineEntry[];
  /** What was noted in the calls of its timeline; a call may be about other bookings as well, and its note too. */
  readonly callNotes: readonly { readonly at: Instant; readonly text: string }[];
  /** What the partner wrote in answer to mails about the booking. */
  readonly replies: readonly { readonly at: Instant; readonly text: string }[];
}

/** See {@link makeCustomerData}. */
export type CustomerData = (email: string) => Promise<readonly CustomerRecord[]>;

const SCOPE = systemScope('a customer’s access to their data');

/**
 * Everything that is kept about the customer with this address, who may ask for it (orders#customer-data-access). What
 * was erased can't be found by an address any more.
 */
export function makeCustomerData({
  bookings,
  calls,
  replies,
}: {
  readonly bookings: Bookings;
  readonly replies: Pick<Replies, 'about'>;
  readonly calls: Pick<Calls, 'noteOf'>;
}): CustomerData {
  return async (email) => {
    const records: CustomerRecord[] = [];
    for (const booking of await bookings.ofCustomer(SCOPE, email.trim())) {
      const timeline = await bookings.timeline(SCOPE, booking.id);
      const written = (await replies.about(SCOPE, [booking.id])).flatMap(({ at, text }) =>
        text === null ? [] : [{ at, text }],
      );
      records.push({ booking, timeline, callNotes: await notesOf(calls, booking, timeline), replies: written });
    }
    return records;
  };
}

async function notesOf(
  calls: Pick<Calls, 'noteOf'>,
  { customerNumber }: Stored,
  timeline: readonly TimelineEntry[],
): Promise<CustomerRecord['callNotes']> {
  const notes: { at: Instant; text: string }[] = [];
  for (const entry of timeline) {
    if (entry.kind !== 'event' || entry.type !== 'called' || entry.details['note'] !== true) continue;
    const text = await calls.noteOf(SCOPE, customerNumber, entry.at);
    if (text !== null) notes.push({ at: entry.at, text });
  }
  return notes;
}
