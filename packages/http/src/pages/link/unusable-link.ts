import { canReopen, type LinkRefusal, type Stored } from '@miomente/booking-domain';

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
export function refusalNamed(text: unknown): LinkRefusal {
  return LINK_REFUSALS.find((reason) => reason === text) ?? 'invalid';
}

/** What there is to tell about a link, given the booking that its holder may see. */
export function unusableLink(reason: LinkRefusal, booking: Stored | undefined, now: number): UnusableLink {
  if (booking === undefined || reason === 'invalid') return { reason, booking: null };
  return { reason, booking, canTakeBack: canReopen(booking, 'email_token', now) };
}
