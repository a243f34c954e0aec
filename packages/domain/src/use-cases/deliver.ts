import { BUNDLE_TURN_MS, MAX_BUNDLE } from '../booking/bundle.ts';
import { retryAfter } from '../delivery/retry.ts';
import type { OrderPolicy } from '../order/order.ts';
import type { Clock } from '../ports/clock.ts';
import type { Deliveries, DeliveryAttempt, DeliveryId, DeliveryResult } from '../ports/deliveries.ts';
import { PermanentFailure, TransientFailure } from '../ports/failure.ts';
import type { Random } from '../ports/random.ts';
import { unreachable } from '../unreachable.ts';
import { afterFailure, type Telling, telling } from './after-failure.ts';
import { type BookingMailDeps, deliverBookingMail } from './deliver-booking-mail.ts';
import { deliverBundle, type EndedTurn } from './deliver-bundle.ts';
import { deliverCustomerMail } from './deliver-customer-mail.ts';
import { deliverDayBefore } from './deliver-day-before.ts';
import { deliverLoginMail, type LoginMailDeps } from './deliver-login-mail.ts';
import { deliverOrderItemTicket, deliverTicket, deliverTicketNote, type TicketDeps } from './deliver-ticket.ts';
import { type EndedAttempt, finishDelivery } from './finish-delivery.ts';

/** Repeats the recording of a result while the database is away. Recording it twice has the same effect as once. */
export type RecordPatiently = <Value>(record: () => Promise<Value>) => Promise<Value>;

/** What {@link makeDeliver} needs. */
export interface DeliverDeps extends BookingMailDeps, TicketDeps, LoginMailDeps {
  readonly orderPolicy: OrderPolicy;
  /** Records once by default. */
  readonly recordPatiently?: RecordPatiently;
  readonly deliveries: Deliveries;
  readonly clock: Clock;
  readonly random: Random;
}

/** The result of one delivery; `superseded`: another worker's newer attempt counts. */
export type DeliverOutcome = (
  | DeliveryResult
  | { readonly type: 'finished_before' }
  | { readonly type: 'superseded' }
) & {
  /** The results of other deliveries that had their turn with it (delivery#bundles). */
  readonly companions?: readonly { readonly id: DeliveryId; readonly outcome: DeliverOutcome }[];
};
/** See {@link makeDeliver}. */
export type Deliver = (id: DeliveryId) => Promise<DeliverOutcome>;

/**
 * Does one delivery of the outbox: begins an attempt, reads everything again, delivers, and records the result, which
 * counts only while no newer attempt has begun. Mails of its bundle have their turn with it. A failure is tried again
 * with growing distance; a permanent one is left to a person.
 * @throws what the database throws before an attempt begins or while its end is recorded
 */
export function makeDeliver(deps: DeliverDeps): Deliver {
  return async (id) => {
    const bounds = { limit: MAX_BUNDLE, forMs: BUNDLE_TURN_MS };
    const attempts = await deps.deliveries.beginBundle(id, deps.clock.now(), bounds);
    const [attempt] = attempts;
    if (attempt === undefined) return { type: 'finished_before' };
    const told = telling(deps);
    if (attempts.length > 1) return recordAll(deps, id, await deliverBundle(told, attempts));
    return record(deps, { attempt, ended: await attemptDelivery(told, attempt) });
  };
}

async function record(deps: DeliverDeps, { attempt, ended }: EndedTurn): Promise<DeliverOutcome> {
  const { recordPatiently = (recording) => recording() } = deps;
  const recorded = await recordPatiently(() => finishDelivery(deps, attempt, ended));
  return recorded ? ended.result : { type: 'superseded' };
}

/**
 * Records every end of a bundle, that of the turn last: until then its job runs again when this worker dies. One that
 * can't be recorded does not stop the others.
 */
async function recordAll(deps: DeliverDeps, id: DeliveryId, ends: readonly EndedTurn[]): Promise<DeliverOutcome> {
  const companions: { readonly id: DeliveryId; readonly outcome: DeliverOutcome }[] = [];
  const errors: unknown[] = [];
  let own: DeliverOutcome = { type: 'superseded' };
  for (const end of ends.toSorted((a, b) => Number(a.attempt.id === id) - Number(b.attempt.id === id))) {
    try {
      const outcome = await record(deps, end);
      if (end.attempt.id === id) own = outcome;
      else companions.push({ id: end.attempt.id, outcome });
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
  return { ...own, companions };
}

async function attemptDelivery(deps: Telling<DeliverDeps>, attempt: DeliveryAttempt): Promise<EndedAttempt> {
  try {
    return await handOver(deps, attempt);
  } catch (error) {
    if (error instanceof PermanentFailure) return ended({ type: 'dead', reason: error.message });
    if (error instanceof TransientFailure)
      return afterFailure(deps, attempt, error, retryAfter(attempt.attempt, error.retryAfterMs, deps.random.next()));
    throw error;
  }
}

const ended = (result: DeliveryResult): EndedAttempt => ({ result, clock: null });

async function handOver(deps: DeliverDeps, attempt: DeliveryAttempt): Promise<EndedAttempt> {
  const { content, messageId } = attempt;
  switch (content.type) {
    case 'login_mail':
      return ended(await deliverLoginMail(deps, content.loginId, messageId));
    case 'day_before_list':
      return ended(await deliverDayBefore(deps, content, messageId));
    case 'order_item_ticket':
      return ended(await deliverOrderItemTicket(deps, content.orderItemId));
    case 'booking_message': {
      const { bookingId, message } = content;
      switch (message.type) {
        case 'send_mail':
          return deliverBookingMail(deps, attempt, bookingId, message);
        case 'tell_customer':
          return deliverCustomerMail(deps, attempt, bookingId, message);
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
