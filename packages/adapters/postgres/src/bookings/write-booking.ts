import { type Booking, type Instant, searchText } from '@miomente/booking-domain';
import { toSql } from '../database/instants.ts';
import { BASE, ENDINGS, type Endings, STATUS } from './booking-fields.ts';
import type { Values } from './fields.ts';

/** The columns of a booking to write. */
export function rowOf(booking: Booking, nextSweepAt: Instant | null): Values {
  return {
    ...BASE.write(booking, booking),
    ...STATUS.write(booking.status, booking),
    ...ENDINGS.write(endingsOf(booking), booking),
    search_text: searchText(booking.details.customer, booking.order.orderNumber),
    next_sweep_at: toSql(nextSweepAt),
  };
}

function endingsOf(booking: Booking): Endings {
  const answer = booking.status === 'pending' ? null : booking.answer;
  return {
    confirmation: answer?.type === 'confirmation' ? answer : null,
    decline: answer?.type === 'decline' ? answer : null,
    cancellation: booking.status === 'cancelled' ? booking : null,
  };
}
