import type { BookingId } from '../booking/booking.ts';
import type { BookingRefusal } from '../booking/refusal.ts';
import { checkDecline, type DeclineReasonRefusal } from '../decline-reason/decline-reason.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeclineReasons } from '../ports/decline-reasons.ts';
import type { KeyedRequest } from '../ports/kept-answers.ts';
import type { ManagerScope, PartnerScope } from '../ports/scope.ts';
import { type Result, refused } from '../result.ts';
import { answererOf } from './answerer.ts';
import { type ChangeDeps, type Changed, changeBooking, type NotFound } from './change-booking.ts';

/** Who declines which booking, and why. */
export interface DeclineBookingInput {
  readonly scope: PartnerScope | ManagerScope;
  readonly id: BookingId;
  /** A code of the reference table. */
  readonly reason: string;
  readonly notes?: string | undefined;
  /** What they were shown of it, as `shownOf` has it: nothing is declined if it is something else now (booking#as-shown). */
  readonly shown?: string | undefined;
  readonly askedBy?: KeyedRequest | undefined;
}

/** Why a decline is refused: by the booking, or because of its reason. */
export type DeclineRefusal = BookingRefusal | NotFound | { readonly code: DeclineReasonRefusal };
/** See {@link makeDeclineBooking}. */
export type DeclineBooking = (input: DeclineBookingInput) => Promise<Result<Changed, DeclineRefusal>>;

/**
 * FR-3: declines a booking with a reason. The decline is durable when this resolves, whatever the ticket desk does; the
 * outbox then opens the ticket and sends the mail with its number.
 */
export function makeDeclineBooking(
  deps: ChangeDeps & { readonly clock: Clock; readonly declineReasons: DeclineReasons },
): DeclineBooking {
  return async ({ scope, id, reason, notes, shown, askedBy }) => {
    const checked = checkDecline(await deps.declineReasons.all(), reason, notes);
    if (!checked.ok) return refused({ code: checked.refusal });
    return changeBooking(
      deps,
      () => deps.bookings.find(scope, id),
      () => ({ type: 'decline', at: deps.clock.now(), ...answererOf(scope), ...checked.value, shown }),
      askedBy,
    );
  };
}
