import type { DeliveryId, Instant } from '@miomente/booking-domain';
import { queueDelivery } from './outbox.ts';
import type { KeptDelivery, MemoryState } from './state.ts';

/** `Deliveries.beginBundle` in memory. */
export function beginBundle(
  state: MemoryState,
  id: DeliveryId,
  { at, keptAt }: { readonly at: Instant; readonly keptAt: Instant },
  { limit, forMs }: { readonly limit: number; readonly forMs: number },
): readonly KeptDelivery[] {
  const first = state.deliveries.get(id);
  if (first?.state !== 'queued' || !isFree(state, first, keptAt)) return [];
  const others = [...state.deliveries.values()]
    .filter((other) => other.id !== id && other.state === 'queued' && travelsWith(state, first, other, keptAt))
    .toSorted((a, b) => a.id - b.id)
    .slice(0, limit - 1);
  const sentAs = others.length === 0 ? first.sentAs : (first.sentAs ?? `bundle-${id}-${first.attempt + 1}`);
  return [first, ...others].map((delivery) => {
    const takenUntil = delivery.id === id ? null : keptAt + forMs;
    const unsureAt = delivery.begunAt === null ? delivery.unsureAt : at;
    const begun = { ...delivery, attempt: delivery.attempt + 1, begunAt: at, unsureAt, sentAs, takenUntil };
    state.deliveries.set(delivery.id, begun);
    if (takenUntil !== null) queueDelivery(state, delivery.id, takenUntil);
    return begun;
  });
}

/** Nobody else's turn has it, and it is due: its job may be one from before it was put off. */
function isFree(state: MemoryState, { id, bundle, takenUntil }: KeptDelivery, now: Instant): boolean {
  const dueAt = state.jobs.get(`deliver:${id}`)?.runAt ?? now;
  return (takenUntil === null || takenUntil <= now) && (bundle === null || dueAt <= now);
}

const isUntouched = ({ begunAt, unsureAt, sentAs }: KeptDelivery): boolean =>
  begunAt === null && unsureAt === null && sentAs === null;

function travelsWith(state: MemoryState, first: KeptDelivery, other: KeptDelivery, now: Instant): boolean {
  if (first.bundle === null || other.bundle !== first.bundle) return false;
  if (first.sentAs !== null) return other.sentAs === first.sentAs;
  const dueAt = state.jobs.get(`deliver:${other.id}`)?.runAt ?? now;
  return isUntouched(first) && isUntouched(other) && dueAt <= now;
}
