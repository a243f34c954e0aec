import {
  asks,
  type BookingId,
  type BookingMail,
  type Clock,
  type DeadDelivery,
  type Deliveries,
  type DeliveryAttempt,
  type DeliveryContent,
  type DeliveryId,
  type DeliveryResult,
  type EndingAttempt,
  type Instant,
  MINUTE_MS,
  pageFrom,
  type ReportedMail,
  type Scope,
  unreachable,
} from '@miomente/booking-domain';
import { isIn } from './bookings.ts';
import { beginBundle } from './bundles.ts';
import { isStale, writeChange } from './commits.ts';
import { queueDayBeforeLists } from './day-before-lists.ts';
import { mailOf, queueDelivery } from './outbox.ts';
import { partnerMails } from './partner-mails.ts';
import { sameAddress } from './partners.ts';
import { atomically, type KeptDelivery, type MemoryState } from './state.ts';

/** How long a failed attempt speaks for the ticket desk being down; longer than retries are apart. */
const TROUBLE_LASTS_MS: number = 30 * MINUTE_MS;

/** `Deliveries` in memory. */
export function memoryDeliveries(state: MemoryState, clock: Clock): Deliveries {
  const all = (): readonly KeptDelivery[] => [...state.deliveries.values()];
  const reported = (scope: Scope, is: (delivery: KeptDelivery) => boolean): readonly ReportedMail[] => {
    const mails = all()
      .filter(is)
      .toSorted((a, b) => a.id - b.id)
      .flatMap((delivery) => reportedMail(delivery) ?? []);
    return mails.filter(({ bookingId }) => {
      const booking = state.bookings.get(bookingId)?.booking;
      return booking !== undefined && isIn(scope, booking);
    });
  };
  return {
    begin: async (id, now) => {
      const delivery = state.deliveries.get(id);
      if (delivery === undefined || delivery.state !== 'queued') return undefined;
      const unsureAt = delivery.begunAt === null ? delivery.unsureAt : now;
      const begun = { ...delivery, attempt: delivery.attempt + 1, begunAt: now, unsureAt };
      state.deliveries.set(id, begun);
      return attemptAt(begun, clock.now());
    },
    beginBundle: async (id, now, bounds) =>
      beginBundle(state, id, { at: now, keptAt: clock.now() }, bounds).map((begun) =>
        attemptAt(begun, clock.now(), id),
      ),
    finish: async (attempt, result, now) => finish(state, attempt, result, { at: now, keptAt: clock.now() }),
    finishWith: async (attempt, result, now, change) =>
      atomically(state, () => {
        if (!isNewest(state.deliveries.get(attempt.id), attempt.attempt)) return 'superseded';
        if (isStale(state, change)) return 'stale';
        finish(state, attempt, result, { at: now, keptAt: clock.now() });
        writeChange(state, change, clock);
        return 'recorded';
      }),
    queueDayBeforeLists: async (_scope, list, now) =>
      queueDayBeforeLists(state, list, { at: now, keptAt: clock.now() }),
    mailsOf: async (bookingIds) =>
      all()
        .filter(({ bookingId }) => bookingId !== null && bookingIds.includes(bookingId))
        .toSorted((a, b) => a.id - b.id)
        .flatMap((delivery) => bookingMail(delivery, clock.now())),
    ticketDeskIsFailing: async () => {
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
      const again = { queuedAt: now, keptAt: clock.now(), bundle: null, content: unhurried(delivery.content) };
      state.deliveries.set(id, {
        ...delivery,
        ...again,
        state: 'queued',
        reason: null,
        finishedAt: null,
        failingSince: null,
      });
      queueDelivery(state, id, clock.now());
      return true;
    },
    mailsElsewhere: async (bookingIds, address) =>
      all()
        .filter(({ bookingId }) => bookingId !== null && bookingIds.includes(bookingId))
        .filter((delivery) => {
          if (delivery.state === 'queued') return true;
          return delivery.state === 'done' && delivery.address !== null && !sameAddress(delivery.address, address);
        })
        .toSorted((a, b) => a.id - b.id)
        .flatMap((delivery) => bookingMail(delivery, clock.now())),
    findByMessageId: async (scope, messageId) =>
      reported(scope, (delivery) => (delivery.sentAs ?? delivery.messageId) === messageId),
    findByProviderId: async (scope, providerId) => reported(scope, (delivery) => delivery.providerId === providerId),
    customerMailCameBack: async (_scope, { messageId, providerId }, reason, now) => {
      const mail = all().find((delivery) => delivery.messageId === messageId);
      if (mail?.state !== 'done' || mail.content.type !== 'booking_message') return false;
      const { message } = mail.content;
      if (message.type !== 'tell_customer' || (mail.providerId ?? providerId) !== (providerId ?? mail.providerId))
        return false;
      const content = { ...mail.content, message: { ...message, again: true as const } };
      state.deliveries.set(mail.id, { ...mail, content, state: 'dead', reason, finishedAt: now });
      return true;
    },
    ...partnerMails(state),
    awaitingAnswerAt: async (_scope, address) => {
      const newest = new Map<BookingId, ReportedMail>();
      for (const delivery of all().toSorted((a, b) => a.id - b.id)) {
        const mail = reportedMail(delivery);
        if (mail === undefined || !asks(mail.message.mail) || delivery.state !== 'done') continue;
        if (delivery.address === null || !sameAddress(delivery.address, address)) continue;
        const booking = state.bookings.get(mail.bookingId)?.booking;
        if (booking?.status === 'pending' || (booking?.status === 'cancelled' && booking.replacedBy !== null))
          newest.set(mail.bookingId, mail);
      }
      return [...newest.values()];
    },
  };
}

function reportedMail({ bookingId, content }: KeptDelivery): ReportedMail | undefined {
  if (bookingId === null || content.type !== 'booking_message' || content.message.type !== 'send_mail')
    return undefined;
  return { bookingId, message: content.message };
}

/** What it waited for isn't waited for again. */
function unhurried(content: DeliveryContent): DeliveryContent {
  if (content.type !== 'booking_message' || content.message.type !== 'send_mail') return content;
  return { ...content, message: { ...content.message, afterMs: null } };
}

function isNewest(delivery: KeptDelivery | undefined, attempt: number): delivery is KeptDelivery {
  return delivery?.state === 'queued' && delivery.attempt === attempt;
}

function finish(
  state: MemoryState,
  { id, attempt, address = null, companion }: EndingAttempt,
  result: DeliveryResult,
  when: { readonly at: Instant; readonly keptAt: Instant },
): boolean {
  const delivery = state.deliveries.get(id);
  if (!isNewest(delivery, attempt)) return false;
  const handedTo = result.type === 'done' ? { address } : {};
  const ended = finished(delivery, result, when);
  state.deliveries.set(id, { ...ended, ...handedTo, ...leftBundle(ended, result), begunAt: null, takenUntil: null });
  if (companion === true) state.jobs.delete(`deliver:${id}`);
  if (result.type === 'later') queueDelivery(state, id, when.keptAt + result.afterMs);
  return true;
}

/** What has not left and may not have left is free to travel with others. */
function leftBundle({ sentAs, unsureAt }: KeptDelivery, result: DeliveryResult): Partial<KeptDelivery> {
  if (result.type === 'later' && result.apart === true) return { bundle: null, sentAs: null };
  const stays = result.type === 'done' || (result.type === 'later' && result.failed) || unsureAt !== null;
  return { sentAs: stays ? sentAs : null };
}

function bookingMail({ id, content, ...delivery }: KeptDelivery, now: Instant): readonly BookingMail[] {
  if (content.type !== 'booking_message' || content.message.type !== 'send_mail') return [];
  const { state, finishedAt } = delivery;
  const unsureAt = delivery.begunAt ?? delivery.unsureAt;
  const waitedMs = Math.max(0, now - delivery.keptAt);
  return [{ id, message: content.message, state, waitedMs, finishedAt, unsureAt }];
}

function attemptAt(delivery: KeptDelivery, now: Instant, turnOf: DeliveryId = delivery.id): DeliveryAttempt {
  const { id, attempt, sentAs, messageId, keptAt, unsureAt, failingSince, content } = delivery;
  const companion = turnOf === id ? {} : { companion: true as const };
  return {
    id,
    attempt,
    messageId: sentAs ?? messageId,
    waitedMs: Math.max(0, now - keptAt),
    failingMs: Math.max(0, now - (failingSince ?? now)),
    unsureAt,
    content,
    ...companion,
  };
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
      return {
        ...delivery,
        state: 'done',
        finishedAt: now,
        providerId: result.providerId,
        lastResult: { at: keptAt, failed: false },
      };
    case 'skipped':
      return { ...delivery, state: 'skipped', finishedAt: now, reason: result.reason };
    case 'later':
      return {
        ...delivery,
        unsureAt: result.unsure ? now : delivery.unsureAt,
        failingSince: result.failed ? (delivery.failingSince ?? keptAt) : null,
        lastResult: result.failed ? { at: keptAt, failed: true } : delivery.lastResult,
      };
    case 'dead':
      return { ...delivery, state: 'dead', finishedAt: now, reason: result.reason };
    default:
      return unreachable(result);
  }
}

function deadDelivery({ id, bookingId, content, attempt, reason, finishedAt }: KeptDelivery): DeadDelivery {
  return { id, bookingId, content, attempts: attempt, reason: reason ?? '', diedAt: finishedAt ?? 0 };
}
