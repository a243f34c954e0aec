import type {
  Booking,
  BookingChange,
  BookingEvent,
  BookingId,
  BookingMailKind,
  Bookings,
  OutboxMessage,
  SendMail,
  Stored,
} from '@miomente/booking-domain';
import { expect } from 'vitest';
import { NOW } from './samples.ts';

type Particulars = Partial<Pick<BookingChange, 'nextSweepAt' | 'events' | 'messages'>>;

/** The first event of every booking. */
export function registered(booking: Booking): BookingEvent {
  const { order, customerNumber, historic } = booking;
  return { type: 'booking_registered', at: booking.createdAt, order, customerNumber, historic };
}

export function creating(booking: Booking, more: Particulars = {}): BookingChange {
  return { type: 'create', booking, nextSweepAt: null, events: [registered(booking)], messages: [], ...more };
}

export function updating(before: Stored, booking: Booking, more: Particulars = {}): BookingChange {
  return { type: 'update', before, booking, nextSweepAt: null, events: [], messages: [], ...more };
}

/** Commits changes that can't be stale here. */
export async function commit(bookings: Bookings, changes: readonly BookingChange[]): Promise<readonly Stored[]> {
  const outcome = await bookings.commitAll(changes);
  if (outcome.type === 'stale') expect.fail('A change was stale that nobody was quicker than.');
  return outcome.bookings;
}

/** Stores new bookings without messages. */
export function keep(bookings: Bookings, ...kept: readonly Booking[]): Promise<readonly Stored[]> {
  return commit(
    bookings,
    kept.map((booking) => creating(booking)),
  );
}

/** Stores one new booking with messages. */
export async function keepWith(
  bookings: Bookings,
  booking: Booking,
  messages: readonly OutboxMessage[],
): Promise<Stored> {
  const [stored] = await commit(bookings, [creating(booking, { messages })]);
  if (stored === undefined) expect.fail('A commit answered without the booking it made.');
  return stored;
}

export function mail(kind: BookingMailKind, over: Partial<SendMail> = {}): SendMail {
  return { type: 'send_mail', mail: kind, about: NOW, afterMs: null, changes: null, ...over };
}

export const ids = (bookings: readonly Stored[]): readonly BookingId[] => bookings.map((booking) => booking.id);

/** Every element; fails the test when one is missing. */
export function present<Value>(value: Value | undefined): Value {
  if (value === undefined) expect.fail('Something that must be there is missing.');
  return value;
}
