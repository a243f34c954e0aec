import type { Booking, Stored } from '../booking/booking.ts';
import type { BookingCommand } from '../booking/command.ts';
import { decide } from '../booking/decide/decide.ts';
import type { BookingEvent } from '../booking/event.ts';
import { evolve } from '../booking/evolve.ts';
import type { OutboxMessage } from '../booking/message.ts';
import type { BookingPolicy } from '../booking/policy.ts';
import { react } from '../booking/react.ts';
import type { BookingRefusal } from '../booking/refusal.ts';
import type { NewBooking } from '../booking/register.ts';
import type { BookingChange, Bookings } from '../ports/bookings.ts';
import type { KeptAnswers, KeyedRequest } from '../ports/kept-answers.ts';
import { nextSweepAt } from '../reminder/schedule.ts';
import { granted, type Result, refused } from '../result.ts';
import type { HolidayRegion } from '../time/holiday-region.ts';
import { STALE, untilWritten } from './until-written.ts';
/** How often to decide again because somebody else was faster, before giving up for now. */

/** Dependencies of every change of a booking. */
export interface ChangeDeps {
  readonly bookings: Bookings;
  readonly keptAnswers: Pick<KeptAnswers, 'written'>;
  readonly policy: BookingPolicy;
}

/** A booking after a command, and whether the command changed anything. */
export interface Changed {
  readonly booking: Stored;
  readonly events: readonly BookingEvent[];
}

/** The booking does not exist, or is outside the caller's scope: the two look the same. */
export type NotFound = { readonly code: 'not_found' };

/**
 * Runs a command on a booking: reads it, decides, and writes on the condition that it is unchanged; when somebody else
 * was faster, reads and decides again. So of any number of commands at once, on any number of processes, each sees the
 * effect of the one before it.
 * @param load reads the booking within its caller's scope
 * @param askedBy the keyed request; what it has changed already is not changed again (api#idempotency-key)
 */
export async function changeBooking(
  deps: ChangeDeps,
  load: () => Promise<Stored | undefined>,
  command: BookingCommand | ((booking: Stored) => BookingCommand),
  askedBy?: KeyedRequest,
): Promise<Result<Changed, BookingRefusal | NotFound>> {
  return untilWritten(async () => {
    const booking = await load();
    if (booking === undefined) return refused({ code: 'not_found' });
    // After reading: if an earlier try changes it from now on, the write below is stale.
    if (askedBy !== undefined && (await deps.keptAnswers.written(askedBy)).includes(booking.id))
      return granted({ booking, events: [] });
    const asked = typeof command === 'function' ? command(booking) : command;
    const decision = decide(deps.policy, booking, asked);
    if (!decision.ok) return decision;
    if (decision.value.length === 0) return granted({ booking, events: [] });
    const outcome = await deps.bookings.commitAll([{ ...updateOf(deps.policy, booking, decision.value), askedBy }]);
    const [changed] = outcome.type === 'committed' ? outcome.bookings : [];
    return changed === undefined ? STALE : granted({ booking: changed, events: decision.value });
  }, 'The booking is being changed by many at once; try again in a moment.');
}

/** The change that stores events of an existing booking. */
export function updateOf(
  policy: BookingPolicy,
  before: Stored,
  events: readonly BookingEvent[],
): Extract<BookingChange, { type: 'update' }> {
  const { booking, messages } = play(policy, before, events);
  return { type: 'update', before, booking, nextSweepAt: nextSweepAt(policy, booking), events, messages };
}

/** The change after which a booking's clock counts with these holidays, and its due time follows from now on. */
export function countingHolidays(policy: BookingPolicy, before: Stored, holidays: HolidayRegion | null): BookingChange {
  return { ...updateOf(policy, { ...before, holidays }, []), type: 'update', before };
}

/** The change that stores a new booking. */
export function createOf(policy: BookingPolicy, { initial, events, standingYes }: NewBooking): BookingChange {
  const { booking, messages } = play(policy, initial, events);
  const claim = standingYes === undefined ? {} : { standingYes };
  return { type: 'create', booking, nextSweepAt: nextSweepAt(policy, booking), events, messages, ...claim };
}

function play(
  { customerMails }: BookingPolicy,
  before: Booking,
  events: readonly BookingEvent[],
): { readonly booking: Booking; readonly messages: readonly OutboxMessage[] } {
  let booking = before;
  const messages: OutboxMessage[] = [];
  for (const event of events) {
    messages.push(...react(event, booking, customerMails));
    booking = evolve(booking, event);
  }
  return { booking, messages };
}
