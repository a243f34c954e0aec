import { GIVE_UP_AFTER_MS, retryAfter } from '../delivery/retry.ts';
import type { Clock } from '../ports/clock.ts';
import type { Deliveries, DeliveryAttempt, DeliveryId, DeliveryResult } from '../ports/deliveries.ts';
import { PermanentFailure, TransientFailure } from '../ports/failure.ts';
import type { Random } from '../ports/random.ts';
import { unreachable } from '../unreachable.ts';
import { type BookingMailDeps, deliverBookingMail } from './deliver-booking-mail.ts';
import { deliverLoginMail, type LoginMailDeps } from './deliver-login-mail.ts';
import { deliverOrderItemTicket, deliverTicket, deliverTicketNote, type TicketDeps } from './deliver-ticket.ts';
import { type EndedAttempt, finishDelivery } from './finish-delivery.ts';

/** Repeats the recording of a result while the database is away. Recording it twice has the same effect as once. */
export type RecordPatiently = <Value>(record: () => Promise<Value>) => Promise<Value>;

/** What {@link makeDeliver} needs. */
export interface DeliverDeps extends BookingMailDeps, TicketDeps, LoginMailDeps {
  /** Records once by default. */
  readonly recordPatiently?: RecordPatiently;
  readonly deliveries: Deliveries;
  readonly clock: Clock;
  readonly random: Random;
}

/** The result of a delivery's turn; `superseded`: another worker's newer attempt counts. */
export type DeliverOutcome = DeliveryResult | { readonly type: 'finished_before' } | { readonly type: 'superseded' };
/** See {@link makeDeliver}. */
export type Deliver = (id: DeliveryId) => Promise<DeliverOutcome>;

/**
 * Does one delivery of the outbox: begins an attempt, reads everything again, delivers, and records the result, which
 * counts only while no newer attempt has begun. A failure is tried again with growing distance; a permanent one is left
 * to a person.
 * @throws only what the database throws; the job and the attempt then run again
 */
export function makeDeliver(deps: DeliverDeps): Deliver {
  const { recordPatiently = (record) => record() } = deps;
  return async (id) => {
    const attempt = await deps.deliveries.begin(id, deps.clock.now());
    if (attempt === undefined) return { type: 'finished_before' };
    const ended = await attemptDelivery(deps, attempt);
    const recorded = await recordPatiently(() => finishDelivery(deps, attempt, ended));
    return recorded ? ended.result : { type: 'superseded' };
  };
}

async function attemptDelivery(deps: DeliverDeps, attempt: DeliveryAttempt): Promise<EndedAttempt> {
  try {
    return await handOver(deps, attempt);
  } catch (error) {
    if (error instanceof PermanentFailure) return ended({ type: 'dead', reason: error.message });
    if (error instanceof TransientFailure) return afterFailure(deps, attempt, error);
    throw error;
  }
}

function afterFailure(deps: DeliverDeps, attempt: DeliveryAttempt, failure: TransientFailure): EndedAttempt {
  const afterMs = retryAfter(attempt.attempt, failure.retryAfterMs, deps.random.next());
  const { nothingDone } = failure;
  return attempt.waitedMs + afterMs > GIVE_UP_AFTER_MS
    ? { ...ended({ type: 'dead', reason: failure.message }), ...(nothingDone ? {} : { unsureAt: deps.clock.now() }) }
    : ended({
        type: 'later',
        afterMs,
        reason: failure.message,
        failed: true,
        ...(nothingDone ? {} : { unsure: true }),
      });
}

const ended = (result: DeliveryResult): EndedAttempt => ({ result, clock: null });

async function handOver(deps: DeliverDeps, attempt: DeliveryAttempt): Promise<EndedAttempt> {
  const { content, messageId } = attempt;
  switch (content.type) {
    case 'login_mail':
      return ended(await deliverLoginMail(deps, content.loginId, messageId));
    case 'order_item_ticket':
      return ended(await deliverOrderItemTicket(deps, content.orderItemId));
    case 'booking_message': {
      const { bookingId, message } = content;
      switch (message.type) {
        case 'send_mail':
          return deliverBookingMail(deps, attempt, bookingId, message);
        case 'open_ticket':
          return ended(await deliverTicket(deps, bookingId, message));
        case 'note_ticket':
          return ended(await deliverTicketNote(deps, bookingId, message, attempt));
        default:
          return unreachable(message);
      }
    }
    default:
      return unreachable(content);
  }
}
