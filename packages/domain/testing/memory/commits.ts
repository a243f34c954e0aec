import {
  asBookingId,
  auditEntry,
  type Booking,
  type BookingChange,
  type BookingId,
  type Bookings,
  type Clock,
  type CommitOutcome,
  type Stored,
} from '@miomente/booking-domain';
import { noteEvent } from './events.ts';
import { noteWritten } from './kept-answers.ts';
import { post } from './outbox.ts';
import { markIn } from './partners.ts';
import { hasRoom } from './standing-yeses.ts';
import { atomically, type MemoryState, nextId } from './state.ts';

/** Ends a transaction in which a change was stale. */
class Stale extends Error {}

/** The writing half of `Bookings`: optimistic versions, one booking per order item, one link per booking. */
export function memoryCommits(state: MemoryState, clock: Clock): Pick<Bookings, 'commitAll' | 'commitEach'> {
  const write = (change: BookingChange): Stored => writeChange(state, change, clock);
  return {
    commitAll: async (changes, bounced) => {
      try {
        return atomically(state, () => {
          const bookings = changes.map(write);
          if (bounced !== undefined && !markIn(state.partners, bounced)) throw new Stale();
          refuseSharedTokens(state);
          return { type: 'committed', bookings };
        });
      } catch (error) {
        if (error instanceof Stale) return { type: 'stale' };
        throw error;
      }
    },
    commitEach: async (changes) =>
      atomically(state, () => {
        const outcomes = changes.map((change): CommitOutcome => {
          if (isStale(state, change)) return { type: 'stale' };
          return { type: 'committed', booking: write(change) };
        });
        refuseSharedTokens(state);
        return outcomes;
      }),
  };
}

/** Whether somebody was quicker. */
export function isStale(state: MemoryState, change: BookingChange): boolean {
  if (change.type === 'update') return state.bookings.get(change.before.id)?.booking.version !== change.before.version;
  const { orderItemId } = change.booking.order;
  for (const { booking } of state.bookings.values()) if (booking.order.orderItemId === orderItemId) return true;
  return change.standingYes !== undefined && !hasRoom(state, change.standingYes, change.booking.details.participants);
}

/** Writes a change with all that it causes; throws when it is stale. */
export function writeChange(state: MemoryState, change: BookingChange, clock: Clock): Stored {
  if (isStale(state, change)) throw new Stale();
  const booking = stored(change.booking, identity(state, change));
  state.bookings.set(booking.id, { booking, nextSweepAt: change.nextSweepAt });
  const earlier = state.audit.get(booking.id) ?? [];
  state.audit.set(booking.id, [...earlier, ...change.events.map(auditEntry)]);
  if (change.type === 'update' && change.reply !== undefined)
    state.replies.set(booking.id, [...(state.replies.get(booking.id) ?? []), change.reply]);
  for (const event of change.events) noteEvent(state, booking.id, auditEntry(event));
  const now = clock.now();
  const at = change.events.at(-1)?.at ?? now;
  const { bundle, askedBy } = change;
  for (const message of change.messages) post(state, booking.id, message, { at, now, bundle });
  if (askedBy !== undefined) noteWritten(state, askedBy.id, booking.id);
  return booking;
}

function identity(state: MemoryState, change: BookingChange): { readonly id: BookingId; readonly version: number } {
  if (change.type === 'create') return { id: asBookingId(nextId(state, 'booking')), version: 1 };
  return { id: change.before.id, version: change.before.version + 1 };
}

function stored(booking: Booking, identified: { readonly id: BookingId; readonly version: number }): Stored {
  return { ...booking, ...identified };
}

/** Checked when all is written, so that two bookings may exchange tokens in one transaction. */
function refuseSharedTokens(state: MemoryState): void {
  const digests = new Set<string>();
  for (const { booking } of state.bookings.values()) {
    if (digests.has(booking.token.digest)) throw new Error('Two bookings would share a token; mint one for each.');
    digests.add(booking.token.digest);
  }
}
