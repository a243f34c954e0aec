import {
  type Clock,
  type DeadDelivery,
  type Deliveries,
  type DeliveryAttempt,
  type DeliveryContent,
  type DeliveryResult,
  type Instant,
  MINUTE_MS,
  pageFrom,
  unreachable,
} from '@miomente/booking-domain';
import { isIn } from './bookings.ts';
import { mailOf, queueDelivery } from './outbox.ts';
import type { KeptDelivery, MemoryState } from './state.ts';

/** How long a failed attempt speaks for the ticket desk being down; longer than retries are apart. */
const TROUBLE_LASTS_MS: number = 30 * MINUTE_MS;

/** `Deliveries` in memory. */
export function memoryDeliveries(state: MemoryState, clock: Clock): Deliveries {
  const all = (): readonly KeptDelivery[] => [...state.deliveries.values()];
  return {
    begin: async (id) => {
      const delivery = state.deliveries.get(id);
      if (delivery === undefined || delivery.state !== 'queued') return undefined;
      const begun = { ...delivery, attempt: delivery.attempt + 1 };
      state.deliveries.set(id, begun);
      return attemptAt(begun, clock.now());
    },
    finish: async ({ id, attempt }, result, now) => {
      const delivery = state.deliveries.get(id);
      if (delivery === undefined || delivery.state !== 'queued' || delivery.attempt !== attempt) return false;
      state.deliveries.set(id, finished(delivery, result, { at: now, keptAt: clock.now() }));
      if (result.type === 'later') queueDelivery(state, id, clock.now() + result.afterMs);
      return true;
    },
    partnerWasTold: async (bookingId) =>
      all().some(({ bookingId: of, state: delivery, content }) => {
        const mail = mailOf(content);
        return of === bookingId && delivery === 'done' && mail !== undefined && mail !== 'cancellation_notice';
      }),
    ticketDeskTroubled: async () => {
      const results = all().flatMap(({ content, lastResult }) => (isTicket(content) && lastResult ? [lastResult] : []));
      const newest = results.toSorted((a, b) => b.at - a.at)[0];
      return newest?.failed === true && clock.now() - newest.at < TROUBLE_LASTS_MS;
    },
    dead: async (_scope, paging) =>
      pageFrom(
        all()
          .filter((delivery) => delivery.state === 'dead')
          .map(deadDelivery)
          .toSorted((a, b) => b.diedAt - a.diedAt || b.id - a.id),
        paging,
      ),
    resend: async (_scope, id, now) => {
      const delivery = state.deliveries.get(id);
      if (delivery?.state !== 'dead') return false;
      const again = { queuedAt: now, keptAt: clock.now(), content: unhurried(delivery.content) };
      state.deliveries.set(id, { ...delivery, ...again, state: 'queued', reason: null, finishedAt: null });
      queueDelivery(state, id, clock.now());
      return true;
    },
    findByMessageId: async (scope, messageId) => {
      const delivery = all().find((kept) => kept.messageId === messageId);
      const booking = delivery?.bookingId == null ? undefined : state.bookings.get(delivery.bookingId)?.booking;
      const mail = delivery === undefined ? undefined : mailOf(delivery.content);
      if (delivery === undefined || booking === undefined || mail === undefined || !isIn(scope, booking))
        return undefined;
      return { bookingId: booking.id, mail, queuedAt: delivery.queuedAt };
    },
  };
}

function attemptAt({ id, attempt, messageId, keptAt, content }: KeptDelivery, now: Instant): DeliveryAttempt {
  return { id, attempt, messageId, waitedMs: Math.max(0, now - keptAt), content };
}

/** What it waited for isn't waited for again. */
function unhurried(content: DeliveryContent): DeliveryContent {
  if (content.type !== 'booking_message' || content.message.type !== 'send_mail') return content;
  return { ...content, message: { ...content.message, afterMs: null } };
}

function isTicket(content: DeliveryContent): boolean {
  return content.type === 'order_item_ticket' || (content.type === 'booking_message' && mailOf(content) === undefined);
}

function finished(
  delivery: KeptDelivery,
  result: DeliveryResult,
  { at: now, keptAt }: { readonly at: Instant; readonly keptAt: Instant },
): KeptDelivery {
  switch (result.type) {
    case 'done':
      return { ...delivery, state: 'done', finishedAt: now, lastResult: { at: keptAt, failed: false } };
    case 'skipped':
      return { ...delivery, state: 'skipped', finishedAt: now, reason: result.reason };
    case 'later':
      return result.failed ? { ...delivery, lastResult: { at: keptAt, failed: true } } : delivery;
    case 'dead':
      return { ...delivery, state: 'dead', finishedAt: now, reason: result.reason };
    default:
      return unreachable(result);
  }
}

function deadDelivery({ id, bookingId, content, attempt, reason, finishedAt }: KeptDelivery): DeadDelivery {
  return { id, bookingId, content, attempts: attempt, reason: reason ?? '', diedAt: finishedAt ?? 0 };
}
