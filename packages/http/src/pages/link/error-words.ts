import { type Instant, type Stored, unreachable } from '@miomente/booking-domain';
import type { Reader } from '../frame/reader.ts';
import type { UnusableLink } from './unusable-link.ts';

interface ErrorWords {
  readonly heading: string;
  readonly what: string;
  readonly next: string | null;
}

/**
 * What happened, what it means and what to do next, in words.
 * @param undoUntil until when a decline can be taken back in the portal; null when it can't
 */
export function errorWords(reader: Reader, link: UnusableLink, undoUntil: Instant | null): ErrorWords {
  const { error } = reader.words.answer;
  if (link.booking === null) return error[link.reason];
  switch (link.reason) {
    case 'expired':
    case 'event_started':
    case 'order_being_changed':
      return error[link.reason];
    case 'already_processed':
    case 'cancelled':
      return whatBecameOf(reader, link.booking, undoUntil);
    default:
      return unreachable(link);
  }
}

function whatBecameOf({ words, notation }: Reader, booking: Stored, undoUntil: Instant | null): ErrorWords {
  const { already, error } = words.answer;
  switch (booking.status) {
    case 'confirmed': {
      const { at, channel } = booking.answer;
      const what = already.confirmed(notation.dateTime(at), words.booking.channel[channel]);
      return { heading: already.confirmedHeading, what, next: null };
    }
    case 'declined': {
      const { at, channel } = booking.answer;
      const what = already.declined(notation.dateTime(at), words.booking.channel[channel]);
      const next = undoUntil === null ? already.declinedForGood : already.declinedUntil(notation.dateTime(undoUntil));
      return { heading: already.declinedHeading, what, next };
    }
    case 'cancelled':
      return { ...error.cancelled, what: already.cancelled(notation.dateTime(booking.cancelledAt)) };
    case 'pending':
      return error.already_processed;
    default:
      return unreachable(booking);
  }
}
