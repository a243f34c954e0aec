import type { BookingId, Stored } from '../booking/booking.ts';
import type { BookingRefusal } from '../booking/refusal.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Clock } from '../ports/clock.ts';
import type { Replies, Reply } from '../ports/replies.ts';
import { type ManagerScope, type SystemScope, systemScope } from '../ports/scope.ts';
import type { Result } from '../result.ts';
import { type ChangeDeps, type Changed, changeBooking, type NotFound } from './change-booking.ts';

const SCOPE = systemScope('what partners wrote about an edited order');

/** What {@link makeReadReplies} needs. */
export interface ReadRepliesDeps {
  readonly bookings: Pick<Bookings, 'findReplacedBy'>;
  readonly replies: Pick<Replies, 'about'>;
}

/** See {@link makeReadReplies}. */
export type ReadReplies = (scope: ManagerScope | SystemScope, booking: Stored) => Promise<readonly Reply[]>;

/** What the partner wrote about a booking, and about what it replaced, oldest first (replies#note). */
export function makeReadReplies({ bookings, replies }: ReadRepliesDeps): ReadReplies {
  return async (scope, booking) => {
    const replaced = await bookings.findReplacedBy(SCOPE, booking.order.orderItemId);
    return replies.about(scope, [booking.id, ...replaced.map(({ id }) => id)]);
  };
}

/** See {@link makeMarkReplyRead}. */
export type MarkReplyReadUseCase = (input: {
  readonly scope: ManagerScope;
  readonly id: BookingId;
}) => Promise<Result<Changed, BookingRefusal | NotFound>>;

/** The office has read what the partner wrote: the flag goes (replies#flag). A repetition changes nothing. */
export function makeMarkReplyRead(deps: ChangeDeps & { readonly clock: Clock }): MarkReplyReadUseCase {
  return ({ scope, id }) =>
    changeBooking(
      deps,
      () => deps.bookings.find(scope, id),
      () => ({
        type: 'mark_reply_read',
        at: deps.clock.now(),
        actor: { type: 'manager', address: scope.address },
      }),
    );
}
