import {
  asOrderId,
  asOrderItemId,
  type Booking,
  type BookingPolicy,
  createOf,
  DEFAULT_POLICY,
  type Registration,
  replace,
} from '@miomente/booking-domain';
import { aMintedToken, aRegistration, type Overrides } from '@miomente/booking-domain/testing';
import { LATER } from './commands.ts';
import { happened } from './given.ts';

/** The order row that replaces the other. */
export const NEW_ROW: Booking['order'] = {
  orderId: asOrderId(2_001),
  orderItemId: asOrderItemId(6_001),
  orderNumber: '100000001-1',
};

/** The results for a booking, and for its replacement, when its order is edited. */
export function edited(
  old: Booking,
  overrides: Overrides<Registration> = {},
  policy: BookingPolicy = DEFAULT_POLICY,
): {
  readonly old: ReturnType<typeof happened>;
  readonly successor: ReturnType<typeof happened>;
} {
  const registration = aRegistration({ at: LATER, order: NEW_ROW, token: aMintedToken(2), ...overrides });
  const { ended, successor } = replace(policy, old, registration, aMintedToken(3));
  const { events, messages, booking } = createOf(policy, successor);
  return { old: happened(policy, old, ended), successor: { events, messages, booking } };
}
