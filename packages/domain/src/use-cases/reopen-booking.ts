import type { BookingId } from '../booking/booking.ts';
import type { BookingRefusal } from '../booking/refusal.ts';
import { unreachableReason } from '../partner/partner.ts';
import type { Clock } from '../ports/clock.ts';
import type { KeyedRequest } from '../ports/kept-answers.ts';
import type { Partners } from '../ports/partners.ts';
import type { PartnerScope } from '../ports/scope.ts';
import type { Result } from '../result.ts';
import { type ChangeDeps, type Changed, changeBooking, type NotFound } from './change-booking.ts';

/** See {@link makeReopenBooking}. */
export type ReopenBooking = (input: {
  readonly scope: PartnerScope;
  readonly id: BookingId;
  /** What they were shown of it, as `shownOf` has it: nothing is taken back if it is something else now (booking#as-shown). */
  readonly shown?: string | undefined;
  readonly askedBy?: KeyedRequest | undefined;
}) => Promise<Result<Changed, BookingRefusal | NotFound>>;

/** A partner takes a confirmation back, or for some minutes a decline. */
export function makeReopenBooking(
  deps: ChangeDeps & { readonly clock: Clock; readonly partners: Partners },
): ReopenBooking {
  return async ({ scope, id, shown, askedBy }) => {
    const unreachable = unreachableReason(await deps.partners.find(scope.customerNumber));
    return changeBooking(
      deps,
      () => deps.bookings.find(scope, id),
      () => ({
        type: 'reopen',
        at: deps.clock.now(),
        actor: { type: 'partner', customerNumber: scope.customerNumber },
        channel: 'portal',
        unreachable,
        shown,
      }),
      askedBy,
    );
  };
}
