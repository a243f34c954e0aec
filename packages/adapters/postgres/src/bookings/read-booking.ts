import { type BookingId, type Stored, unreachable } from '@miomente/booking-domain';
import { BASE, type Base, ENDINGS, type Endings, STATUS } from './booking-fields.ts';
import type { Row } from './fields.ts';

/** A row with the columns of a whole booking. */
export type BookingRow = Row & { readonly id: BookingId; readonly version: number };

/** The booking in a row. The table's checks guarantee that it is complete. */
export function bookingOf(row: BookingRow): Stored {
  const { id, version } = row;
  const base: Base & { readonly id: BookingId; readonly version: number } = { ...BASE.read(row), id, version };
  const { confirmation, decline, cancellation } = answersOf(ENDINGS.read(row));
  const status = STATUS.read(row);
  switch (status) {
    case 'pending':
      return { ...base, status };
    case 'confirmed':
      return { ...base, status, answer: whole(confirmation, row) };
    case 'declined':
      return { ...base, status, answer: whole(decline, row) };
    case 'cancelled':
      return { ...base, status, ...whole(cancellation, row), answer: confirmation ?? decline };
    default:
      return unreachable(status);
  }
}

function answersOf({ confirmation, decline, cancellation }: Endings) {
  return {
    confirmation: confirmation && { ...confirmation, type: 'confirmation' as const },
    decline: decline && { ...decline, type: 'decline' as const },
    cancellation,
  };
}

function whole<Value>(value: Value | null, { id }: BookingRow): Value {
  if (value === null) throw new Error(`Booking ${id} breaks a check of its table: restore the checks and the row.`);
  return value;
}
