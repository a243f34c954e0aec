import type { BookingId } from '../booking/booking.ts';
import type { RecordCustomerInformed, RecordMail } from '../booking/command.ts';
import { decide } from '../booking/decide/decide.ts';
import { type AskingMailKind, asks } from '../booking/mail-kind.ts';
import type { SendMail } from '../booking/message.ts';
import type { Deliveries, DeliveryAttempt, DeliveryResult, FinalResult } from '../ports/deliveries.ts';
import { systemScope } from '../ports/scope.ts';
import type { EventStart } from '../time/event-start.ts';
import type { Instant } from '../time/instant.ts';
import { type ChangeDeps, updateOf } from './change-booking.ts';
import { findCurrent } from './find-current.ts';
import { STALE, untilWritten } from './until-written.ts';
/** How an attempt ended. */
export interface EndedAttempt {
  readonly result: DeliveryResult;
  /** The clock of the booking that a mail was written for; null when none was written. */
  readonly clock: Instant | null;
  /** When this attempt ended with an unknown result. */
  readonly unsureAt?: Instant | null;
  /** For when the customer was told; absent when they were not. */
  readonly informed?: EventStart | null;
  /** The address that a mail was sent to. */
  readonly address?: string;
}

type Deps = ChangeDeps & { readonly deliveries: Deliveries; readonly clock: { now(): Instant } };

const SCOPE = systemScope('recording which mails have left');

/**
 * Records how an attempt ended. For a mail that asks for an answer, or that told the customer, it also changes the booking in the same transaction
 * (delivery#only-what-left-counts): reminders and the office's call are counted from it.
 * @returns false when a newer attempt counts
 */
export async function finishDelivery(deps: Deps, attempt: DeliveryAttempt, ended: EndedAttempt): Promise<boolean> {
  const { result, address = null } = ended;
  const { companion } = attempt;
  const ending = { id: attempt.id, attempt: attempt.attempt, address, ...(companion && { companion }) };
  const now = deps.clock.now();
  const record = result.type === 'later' ? null : recordOf(attempt, { ...ended, result }, now);
  if (record === null || result.type === 'later') return deps.deliveries.finish(ending, result, now);
  const { bookingId, command } = record;
  return untilWritten(async () => {
    const booking = await findCurrent(deps.bookings, SCOPE, bookingId);
    const decision = booking === undefined ? undefined : decide(deps.policy, booking, command);
    const events = decision?.ok === true ? decision.value : [];
    if (booking === undefined || events.length === 0) return deps.deliveries.finish(ending, result, now);
    const change = updateOf(deps.policy, booking, events);
    const outcome = await deps.deliveries.finishWith(ending, result, now, change);
    return outcome === 'stale' ? STALE : outcome === 'recorded';
  }, 'The booking is being changed by many at once; its mail is recorded in a moment.');
}

interface Recorded {
  readonly bookingId: BookingId;
  readonly command: RecordMail | RecordCustomerInformed;
}

type Ended = EndedAttempt & { readonly result: FinalResult };

/** What the end of an attempt means for its booking; null when nothing. */
function recordOf(attempt: DeliveryAttempt, ended: Ended, now: Instant): Recorded | null {
  const { content } = attempt;
  if (content.type !== 'booking_message') return null;
  const { bookingId, message } = content;
  if (message.type === 'tell_customer') {
    const { informed, unsureAt = attempt.unsureAt } = ended;
    const record = { type: 'record_customer_informed' } as const;
    if (informed !== undefined) return { bookingId, command: { ...record, at: now, eventStart: informed } };
    return unsureAt === null ? null : { bookingId, command: { ...record, at: unsureAt } };
  }
  if (message.type !== 'send_mail' || !asks(message.mail)) return null;
  return { bookingId, command: recordOfMail({ ...message, mail: message.mail }, attempt, ended, now) };
}

/** When a mail ends unsent, an earlier attempt whose answer was lost may have been accepted nevertheless. */
function recordOfMail(
  { mail, about }: SendMail & { readonly mail: AskingMailKind },
  attempt: DeliveryAttempt,
  { result, clock, unsureAt = attempt.unsureAt }: Ended,
  now: Instant,
): RecordMail {
  const record = { type: 'record_mail', at: now, mail, clock: clock ?? about } as const;
  if (result.type === 'done') return { ...record, outcome: { type: 'accepted', at: now } };
  if (unsureAt !== null) return { ...record, outcome: { type: 'accepted', at: unsureAt } };
  return { ...record, outcome: { type: 'dropped', reason: result.type === 'skipped' ? result.reason : 'failed' } };
}
