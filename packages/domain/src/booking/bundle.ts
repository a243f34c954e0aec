import type { CustomerNumber } from '../partner/partner.ts';
import type { DurationMs, Instant } from '../time/instant.ts';
import { MINUTE_MS } from '../time/instant.ts';
import type { BookingId, OrderId } from './booking.ts';
import type { BookingMailKind } from './mail-kind.ts';

declare const bundled: unique symbol;

/** The name of a bundle: mails of one occasion to one partner. It has no customer data. */
export type BundleKey = string & { readonly [bundled]: true };

/** The maximum number of bookings in one mail. */
export const MAX_BUNDLE = 100;

/** The smallest number that is not less and fills whole mails: so many of a partner may be worked on apart. */
export function wholeMails(bookings: number): number {
  return Math.ceil(bookings / MAX_BUNDLE) * MAX_BUNDLE;
}

/**
 * For how long the other mails of a bundle wait for the result of its turn. Longer than a mail provider's time-out and
 * a worker's lease together.
 */
export const BUNDLE_TURN_MS: DurationMs = 2 * MINUTE_MS;

/** The mails of one sweep to one partner. @param at the sweep's instant */
export function sweepBundle(customerNumber: CustomerNumber, at: Instant): BundleKey {
  return `sweep ${at} ${customerNumber}` as BundleKey;
}

/** The mails about one order's new bookings to one partner: requests, and receipts for those answered in advance. */
export function orderBundle(customerNumber: CustomerNumber, orderId: OrderId): BundleKey {
  return `order ${orderId} ${customerNumber}` as BundleKey;
}

/** The mails about bookings answered at once. @param first one of them, which tells answers of one instant apart */
export function answerBundle(customerNumber: CustomerNumber, at: Instant, first: BookingId): BundleKey {
  return `answer ${at} ${first} ${customerNumber}` as BundleKey;
}

/** The kind of a mail about several bookings. */
export type SeveralMailKind = 'several_requests' | 'several_reminders' | 'several_receipts';

/** Every {@link SeveralMailKind}. */
export const SEVERAL_MAIL_KINDS: readonly SeveralMailKind[] = [
  'several_requests',
  'several_reminders',
  'several_receipts',
];

/** The mails that may travel in one with others of their bundle, and the kind of that mail. */
const SEVERAL: Readonly<Partial<Record<BookingMailKind, SeveralMailKind>>> = {
  confirmation_request: 'several_requests',
  first_reminder: 'several_reminders',
  second_reminder: 'several_reminders',
  receipt: 'several_receipts',
};

/** The kind of a mail about several bookings in which this one may travel; null when it always travels alone. */
export function severalKind(mail: BookingMailKind): SeveralMailKind | null {
  return SEVERAL[mail] ?? null;
}

/**
 * The bundle that a mail of a change is queued in: one for each kind of mail about several. Null for a mail that always
 * travels alone.
 */
export function bundleFor(mail: BookingMailKind, bundle: BundleKey | undefined): BundleKey | null {
  const kind = severalKind(mail);
  return kind === null || bundle === undefined ? null : (`${kind} ${bundle}` as BundleKey);
}
