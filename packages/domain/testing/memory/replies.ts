import type { Replies } from '@miomente/booking-domain';
import type { MemoryState } from './state.ts';

/** `Replies` in memory. */
export function memoryReplies({ replies }: MemoryState): Replies {
  return {
    isKept: async (_scope, mailKey) => [...replies.values()].flat().some((reply) => reply.mailKey === mailKey),
    about: async (_scope, ids) =>
      [...new Set(ids)]
        .flatMap((bookingId) => (replies.get(bookingId) ?? []).map(({ at, text }) => ({ bookingId, at, text })))
        .sort((a, b) => a.at - b.at || a.bookingId - b.bookingId),
    forget: async (_scope, ids) => {
      for (const id of ids) {
        const kept = replies.get(id);
        if (kept !== undefined)
          replies.set(
            id,
            kept.map((reply) => ({ ...reply, text: null })),
          );
      }
    },
  };
}
