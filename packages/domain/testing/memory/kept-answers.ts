import { ANSWERS_KEPT_MS, type BookingId, type Clock, type KeptAnswers } from '@miomente/booking-domain';
import { type KeptRequest, type MemoryState, nextId } from './state.ts';

/** `KeptAnswers` in memory. */
export function memoryKeptAnswers(state: MemoryState, clock: Clock): KeptAnswers {
  const isOver = ({ askedAt }: KeptRequest): boolean => askedAt <= clock.now() - ANSWERS_KEPT_MS;
  const change = (id: number, by: (kept: KeptRequest) => KeptRequest): KeptRequest | undefined => {
    const found = [...state.keptAnswers].find(([, kept]) => kept.id === id);
    if (found === undefined) return undefined;
    const changed = by(found[1]);
    state.keptAnswers.set(found[0], changed);
    return changed;
  };
  return {
    begin: async (key, fingerprint, forMs) => {
      const kept = state.keptAnswers.get(key);
      const heldUntil = clock.now() + forMs;
      if (kept === undefined || isOver(kept)) {
        const id = nextId(state, 'keptAnswer');
        state.keptAnswers.set(key, { id, fingerprint, askedAt: clock.now(), heldUntil, written: [], answer: null });
        return { type: 'begun', request: { id } };
      }
      if (kept.fingerprint !== fingerprint) return { type: 'other_request' };
      if (kept.answer !== null) return { type: 'answered', answer: kept.answer };
      if (kept.heldUntil > clock.now()) return { type: 'at_work' };
      state.keptAnswers.set(key, { ...kept, heldUntil });
      return { type: 'begun', request: { id: kept.id } };
    },
    written: async ({ id }) => change(id, (kept) => kept)?.written ?? [],
    keep: async ({ id }, answer) =>
      change(id, (kept) => ({ ...kept, answer: kept.answer ?? answer }))?.answer ?? answer,
    release: async ({ id }) => {
      change(id, (kept) => ({ ...kept, heldUntil: clock.now() }));
    },
    forget: async () => {
      const over = [...state.keptAnswers].filter(([, kept]) => isOver(kept));
      for (const [key] of over) state.keptAnswers.delete(key);
      return over.length;
    },
    forgetErased: async () => {
      const isErased = (id: BookingId): boolean => (state.bookings.get(id)?.booking.customerErasedAt ?? null) !== null;
      for (const [key, kept] of state.keptAnswers)
        if (kept.answer !== null && kept.written.some(isErased))
          state.keptAnswers.set(key, { ...kept, answer: null, heldUntil: clock.now() });
    },
  };
}

/** Notes with a change that a keyed request asked for it. */
export function noteWritten(state: MemoryState, requestId: number, booking: BookingId): void {
  for (const [key, kept] of state.keptAnswers)
    if (kept.id === requestId) state.keptAnswers.set(key, { ...kept, written: [...kept.written, booking] });
}
