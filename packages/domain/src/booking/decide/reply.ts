import type { Booking } from '../booking.ts';
import type { MarkReplyRead, TakeReplyCommand } from '../command.ts';
import type { BookingEvent } from '../event.ts';

/** Why nothing is written down about a booking; null when something is (replies#other-bookings). */
export function refusesReply(booking: Booking): 'erased' | 'historic' | null {
  if (booking.customerErasedAt !== null) return 'erased';
  return booking.historic ? 'historic' : null;
}

/** What a partner writes is written down whatever the status, and answers nothing (replies#never-an-answer). */
export function decideReply(booking: Booking, { at }: TakeReplyCommand): readonly BookingEvent[] {
  if (refusesReply(booking) !== null) return [];
  return [{ type: 'partner_wrote', at, actor: { type: 'partner', customerNumber: booking.customerNumber } }];
}

/** The flag goes when a person says so; read twice changes nothing. */
export function decideReplyRead(booking: Booking, { at, actor }: MarkReplyRead): readonly BookingEvent[] {
  return booking.flags.includes('partner_wrote') ? [{ type: 'reply_read', at, actor }] : [];
}
