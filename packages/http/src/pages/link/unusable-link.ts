import {
  canReopen,
  eventStarted,
  type Instant,
  isExpired,
  type LinkRefusal,
  type Stored,
} from '@miomente/booking-domain';
import { z } from 'zod';
import { lenient } from '../../guard/fields.ts';

/** Why a link can't be used, as the address of the error page says it. */
export const LINK_REFUSALS: readonly LinkRefusal[] = [
  'invalid',
  'expired',
  'already_processed',
  'cancelled',
  'event_started',
  'order_being_changed',
];

/** What the error page tells: the booking only to the holder of the link that led there. */
export type UnusableLink =
  | { readonly reason: LinkRefusal; readonly booking: null }
  | { readonly reason: Exclude<LinkRefusal, 'invalid'>; readonly booking: Stored; readonly canTakeBack: boolean };

/** The reason in an address; anything unknown says no more than an unknown link. */
export const refusalNamed = lenient(z.enum(LINK_REFUSALS), 'invalid');

/**
 * What there is to tell about a link, given the booking that its holder may see. Of a booking its own state
 * tells, whatever the address says: people edit addresses, and time passes (links#error-from-booking).
 * @returns null when the link works
 */
export function unusableLink(named: LinkRefusal, booking: Stored | undefined, now: Instant): UnusableLink | null {
  if (booking === undefined || named === 'invalid') return { reason: named, booking: null };
  const reason = refusalOf(booking, now);
  return reason === null ? null : { reason, booking, canTakeBack: canReopen(booking, 'email_token', now) };
}

function refusalOf(booking: Stored, now: Instant): Exclude<LinkRefusal, 'invalid'> | null {
  if (booking.status === 'cancelled') return 'cancelled';
  if (booking.status !== 'pending') return 'already_processed';
  if (eventStarted(booking, now)) return 'event_started';
  if (booking.hold === 'being_changed') return 'order_being_changed';
  return isExpired(booking.token, now) ? 'expired' : null;
}
