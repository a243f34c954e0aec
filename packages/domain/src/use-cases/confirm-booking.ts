import type { BookingId } from '../booking/booking.ts';
import type { BookingRefusal } from '../booking/refusal.ts';
import { keptNotes } from '../decline-reason/decline-reason.ts';
import type { Clock } from '../ports/clock.ts';
import type { KeyedRequest } from '../ports/kept-answers.ts';
import type { ManagerScope, PartnerScope } from '../ports/scope.ts';
import type { Result } from '../result.ts';
import { answererOf } from './answerer.ts';
import { type ChangeDeps, type Changed, changeBooking, type NotFound } from './change-booking.ts';

/** Who confirms which booking. */
export interface ConfirmBookingInput {
  /** A partner confirms their own booking in the portal; a manager confirms any after a phone call. */
  readonly scope: PartnerScope | ManagerScope;
  readonly id: BookingId;
  readonly notes?: string | undefined;
  /** What they were shown of it, as `shownOf` has it: nothing is confirmed if it is something else now (booking#as-shown). */
  readonly shown?: string | undefined;
  readonly askedBy?: KeyedRequest | undefined;
}

/** See {@link makeConfirmBooking}. */
export type ConfirmBooking = (input: ConfirmBookingInput) => Promise<Result<Changed, BookingRefusal | NotFound>>;

/** FR-2.5: confirms a booking for somebody who is logged in. */
export function makeConfirmBooking(deps: ChangeDeps & { readonly clock: Clock }): ConfirmBooking {
  return ({ scope, id, notes, shown, askedBy }) =>
    changeBooking(
      deps,
      () => deps.bookings.find(scope, id),
      () => ({ type: 'confirm', at: deps.clock.now(), ...answererOf(scope), notes: keptNotes(notes), shown }),
      askedBy,
    );
}
