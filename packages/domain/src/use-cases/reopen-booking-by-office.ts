import type { BookingId } from '../booking/booking.ts';
import type { BookingRefusal } from '../booking/refusal.ts';
import { unreachableReason } from '../partner/partner.ts';
import type { Clock } from '../ports/clock.ts';
import type { KeyedRequest } from '../ports/kept-answers.ts';
import type { Partners } from '../ports/partners.ts';
import type { ManagerScope } from '../ports/scope.ts';
import type { Result } from '../result.ts';
import { type ChangeDeps, type Changed, changeBooking, type NotFound } from './change-booking.ts';

/** See {@link makeReopenBookingByOffice}. */
export type ReopenBookingByOffice = (input: {
  readonly scope: ManagerScope;
  readonly id: BookingId;
  /** What they were shown of it, as `shownOf` has it: nothing is taken back if it is something else now (booking#as-shown). */
  readonly shown?: string | undefined;
  readonly askedBy?: KeyedRequest | undefined;
}) => Promise<Result<Changed, BookingRefusal | NotFound>>;

/** The office takes back an answer, also a decline, until the event starts. The partner is asked again. */
export function makeReopenBookingByOffice(
  deps: ChangeDeps & { readonly clock: Clock; readonly partners: Partners },
): ReopenBookingByOffice {
  return async ({ scope, id, shown, askedBy }) => {
    const found = await deps.bookings.find(scope, id);
    const partner = found === undefined ? undefined : await deps.partners.find(found.customerNumber);
    return changeBooking(
      deps,
      () => deps.bookings.find(scope, id),
      () => ({
        type: 'reopen_by_office',
        at: deps.clock.now(),
        actor: { type: 'manager', address: scope.address },
        unreachable: unreachableReason(partner),
        shown,
      }),
      askedBy,
    );
  };
}
