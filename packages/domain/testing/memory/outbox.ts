import type {
  BookingId,
  BookingMailKind,
  BundleKey,
  DeliveryContent,
  DeliveryId,
  Instant,
  OutboxMessage,
} from '@miomente/booking-domain';
import { bundleFor, unreachable } from '@miomente/booking-domain';
import { type MemoryState, nextId } from './state.ts';

/** Queues the delivery's job; one that waits already is replaced. */
export function queueDelivery(state: MemoryState, id: DeliveryId, runAt: Instant): void {
  state.jobs.set(`deliver:${id}`, { task: 'deliver', payload: { deliveryId: id }, runAt });
}

/** Keeps something to be delivered and queues its job. */
export function addDelivery(
  state: MemoryState,
  content: DeliveryContent,
  {
    createdAt,
    now,
    afterMs = null,
    bundle = null,
  }: {
    readonly createdAt: Instant;
    readonly now: Instant;
    readonly afterMs?: number | null;
    readonly bundle?: BundleKey | null;
  },
): void {
  const id = nextId(state, 'delivery');
  state.deliveries.set(id, {
    id,
    bookingId: content.type === 'booking_message' ? content.bookingId : null,
    content,
    state: 'queued',
    attempt: 0,
    messageId: `message-${id}`,
    bundle,
    sentAs: null,
    takenUntil: null,
    createdAt,
    queuedAt: createdAt,
    keptAt: now,
    begunAt: null,
    unsureAt: null,
    failingSince: null,
    providerId: null,
    address: null,
    reason: null,
    finishedAt: null,
    lastResult: null,
  });
  queueDelivery(state, id, now + (afterMs ?? 0));
}

/** What a booking's message causes in the outbox. */
export function post(
  state: MemoryState,
  bookingId: BookingId,
  message: OutboxMessage,
  { at, now, bundle }: { readonly at: Instant; readonly now: Instant; readonly bundle?: BundleKey | undefined },
): void {
  switch (message.type) {
    case 'send_mail':
      addDelivery(
        state,
        { type: 'booking_message', bookingId, message },
        { createdAt: at, now, afterMs: message.afterMs, bundle: bundleFor(message.mail, bundle) },
      );
      break;
    case 'tell_customer':
      addDelivery(
        state,
        { type: 'booking_message', bookingId, message },
        { createdAt: at, now, afterMs: message.afterMs },
      );
      break;
    case 'open_ticket':
    case 'note_ticket':
      addDelivery(state, { type: 'booking_message', bookingId, message }, { createdAt: at, now });
      break;
    case 'expedite_mail':
      expedite(state, bookingId, message.mail, now);
      break;
    default:
      unreachable(message);
  }
}

function expedite(state: MemoryState, bookingId: BookingId, mail: BookingMailKind, now: Instant): void {
  for (const { id, content, state: delivery, bookingId: of } of state.deliveries.values()) {
    if (of !== bookingId || delivery !== 'queued' || mailOf(content) !== mail) continue;
    queueDelivery(state, id, now);
  }
}

/** Which booking mail a delivery is, if it is one. */
export function mailOf(content: DeliveryContent): BookingMailKind | undefined {
  if (content.type !== 'booking_message') return undefined;
  return content.message.type === 'send_mail' ? content.message.mail : undefined;
}
