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

/**
 * For how long the other mails of a bundle wait for the result of its turn. Longer than a mail provider's time-out and
 * a worker's lease together.
 */
export const BUNDLE_TURN_MS: DurationMs = 2 * MINUTE_MS;

/** The reminders of one sweep to one partner. @param at the sweep's instant */
export function remindersBundle(customerNumber: CustomerNumber, at: Instant): BundleKey {
  return `reminders ${at} ${customerNumber}` as BundleKey;
}

/** The requests of one order to one partner. */
export function requestsBundle(customerNumber: CustomerNumber, orderId: OrderId): BundleKey {
  return `requests ${orderId} ${customerNumber}` as BundleKey;
}

/** The receipts for bookings confirmed at once. @param first one of them, which tells answers of one instant apart */
export function receiptsBundle(customerNumber: CustomerNumber, at: Instant, first: BookingId): BundleKey {
  return `receipts ${at} ${first} ${customerNumber}` as BundleKey;
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

/** The bundle that a mail of a change is queued in; null for a mail that always travels alone. */
export function bundleFor(mail: BookingMailKind, bundle: BundleKey | undefined): BundleKey | null {
  return severalKind(mail) === null ? null : (bundle ?? null);
}
