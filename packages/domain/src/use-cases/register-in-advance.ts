import { type CourseDateIdentity, courseDateIn } from '../booking/course-date-key.ts';
import type { BookingPolicy } from '../booking/policy.ts';
import { type NewBooking, type Registration, register } from '../booking/register.ts';
import type { StandingYes, StandingYesId } from '../booking/standing-yes.ts';
import type { Order } from '../order/order.ts';
import type { CustomerNumber } from '../partner/partner.ts';

interface InAdvance {
  readonly policy: BookingPolicy;
  /** The order, after those it replaces. */
  readonly chain: readonly Order[];
  readonly standingYes: (customerNumber: CustomerNumber, courseDate: CourseDateIdentity) => StandingYes | undefined;
}

/**
 * Registers bookings one after the other, so that those of one order don't take the same places of a standing yes. What
 * replaces another order is never answered in advance: its date may have moved, or its quantity risen.
 */
export function inAdvanceOf({ policy, chain, standingYes }: InAdvance): (registration: Registration) => NewBooking {
  const taken = new Map<StandingYesId, number>();
  return (registration) => {
    const { customerNumber, observation } = registration;
    const given = chain.length > 1 ? undefined : standingYes(customerNumber, courseDateIn(observation.details));
    if (given === undefined) return register(policy, registration);
    const before = taken.get(given.id) ?? 0;
    const left = { ...given, confirmedPeople: given.confirmedPeople + before };
    const registered = register(policy, { ...registration, standingYes: left });
    if (registered.standingYes !== undefined) taken.set(given.id, before + observation.details.participants);
    return registered;
  };
}
