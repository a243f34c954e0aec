import type { Booking, BookingChange, Bookings, OutboxMessage, PendingBooking, Stored } from '@miomente/booking-domain';
import { aPendingBooking, numbered } from '@miomente/booking-domain/testing';
import { expect } from 'vitest';

/** The n-th booking, with its own order, item and token. */
export function pendingNumber(n: number): PendingBooking {
  return { ...aPendingBooking(), ...numbered(n) };
}

export function creating(booking: Booking, messages: readonly OutboxMessage[] = []): BookingChange {
  const { order, customerNumber, historic, createdAt: at } = booking;
  const events = [{ type: 'booking_registered', at, order, customerNumber, historic }] as const;
  return { type: 'create', booking, nextSweepAt: null, events, messages };
}

export async function kept(bookings: Bookings, ...all: readonly Booking[]): Promise<readonly Stored[]> {
  const outcome = await bookings.commitAll(all.map((booking) => creating(booking)));
  return outcome.type === 'committed' ? outcome.bookings : expect.fail('Somebody else was quicker.');
}

export async function keptOne(bookings: Bookings, booking: Booking): Promise<Stored> {
  const [stored] = await kept(bookings, booking);
  return stored ?? expect.fail('Nothing was kept.');
}

export function mail(kind: 'receipt' | 'decline_confirmation', afterMs: number | null = null): OutboxMessage {
  return { type: 'send_mail', mail: kind, about: 0, afterMs, changes: null };
}

/** The partner confirms, with a receipt. */
export function confirming(before: Stored): BookingChange {
  const at = before.createdAt + 1;
  const actor = { type: 'partner', customerNumber: before.customerNumber } as const;
  return {
    type: 'update',
    before,
    booking: {
      ...before,
      status: 'confirmed',
      answer: { type: 'confirmation', at, channel: 'email_token', notes: null },
    },
    nextSweepAt: null,
    events: [{ type: 'confirmed', at, actor, channel: 'email_token', notes: null }],
    messages: [mail('receipt')],
  };
}

/** The partner declines, with a mail. */
export function declining(before: Stored): BookingChange {
  const at = before.createdAt + 1;
  const actor = { type: 'partner', customerNumber: before.customerNumber } as const;
  const answer = { at, channel: 'portal', reason: 'other', notes: null } as const;
  return {
    type: 'update',
    before,
    booking: { ...before, status: 'declined', answer: { type: 'decline', ...answer } },
    nextSweepAt: null,
    events: [{ type: 'declined', actor, ...answer }],
    messages: [mail('decline_confirmation')],
  };
}
