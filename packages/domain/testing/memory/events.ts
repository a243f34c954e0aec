import {
  type AuditEntry,
  type BookingId,
  type Clock,
  type Events,
  type PublishedEvent,
  type PushTurn,
  STOOD_DOWN_AFTER_MS,
} from '@miomente/booking-domain';
import type { KeptEvent, KeptPush, MemoryState } from './state.ts';

/** Adds an event to the sequence of all. */
export function noteEvent(state: MemoryState, bookingId: BookingId, entry: AuditEntry): void {
  state.events.set(state.events.size + 1, { bookingId, entry });
}

const IDLE = { heldUntil: 0, waitsUntil: 0, failingSince: null, failures: 0 } as const;

/** `Events` in memory: a change is durable at once, so its place is that of its writing. */
export function memoryEvents(state: MemoryState, clock: Clock): Events {
  const push = (): KeptPush =>
    state.push.get('push') ?? { ...IDLE, fence: 0, position: state.events.size, paused: false, pauses: 0 };
  const set = (changed: Partial<KeptPush>): void => void state.push.set('push', { ...push(), ...changed });
  const isTheirs = (turn: PushTurn): boolean => push().fence === turn.fence;
  return {
    publish: async () => 0,
    after: async (_scope, position, limit) =>
      [...state.events]
        .filter(([id]) => id > position)
        .slice(0, limit)
        .map(([id, kept]) => publishedOf(state, id, kept)),
    takeTurn: async (forMs) => {
      const { heldUntil, waitsUntil, paused, fence, position, failures } = push();
      const now = clock.now();
      if (heldUntil > now || waitsUntil > now || paused) return undefined;
      set({ fence: fence + 1, position, heldUntil: now + forMs });
      return { fence: fence + 1, position, failures };
    },
    taken: async (turn, position, forMs) => {
      if (!isTheirs(turn)) return false;
      set({ ...IDLE, position, heldUntil: clock.now() + forMs });
      return true;
    },
    refused: async (turn, afterMs) => {
      if (!isTheirs(turn)) return undefined;
      const { failures, failingSince, pauses } = push();
      const now = clock.now();
      const since = failingSince ?? now;
      set({
        heldUntil: 0,
        waitsUntil: now + afterMs,
        failures: failures + 1,
        failingSince: since,
        fence: turn.fence + 1,
      });
      return { forMs: now - since, pauses };
    },
    endTurn: async (turn) => {
      if (isTheirs(turn)) set({ heldUntil: 0, fence: turn.fence + 1 });
    },
    pause: async () => {
      const { paused, pauses } = push();
      if (!paused) set({ paused: true, pauses: pauses + 1 });
      return !paused;
    },
    standDown: async () => {
      const { paused, failingSince, heldUntil, waitsUntil, fence } = push();
      const since = clock.now() - STOOD_DOWN_AFTER_MS;
      if ((paused || failingSince !== null) && heldUntil <= since && waitsUntil <= since)
        set({ ...IDLE, paused: false, fence: fence + 1 });
    },
    resume: async (after) =>
      set({ ...IDLE, paused: false, fence: push().fence + 1, ...(after === undefined ? {} : { position: after }) }),
  };
}

function publishedOf(state: MemoryState, id: number, { bookingId, entry }: KeptEvent): PublishedEvent {
  const kept = state.bookings.get(bookingId);
  if (kept === undefined) throw new Error('An event is about no booking.');
  const { order, customerNumber, customerErasedAt, details } = kept.booking;
  const customer = customerErasedAt === null ? details.customer : null;
  return { position: id, id, bookingId, order, customerNumber, entry, customer };
}
