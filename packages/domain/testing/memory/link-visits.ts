import {
  type BookingId,
  type Instant,
  type KeptVisit,
  type LinkVisits,
  MAX_VISIT_ROWS,
  MAX_WRONG_ANSWERS,
  type NewVisit,
  SAME_VISIT_MS,
  WRONG_ANSWERS_WITHIN_MS,
} from '@miomente/booking-domain';
import type { MemoryState } from './state.ts';

/** `LinkVisits` in memory. */
export function memoryLinkVisits({ linkVisits, linkAnswers }: MemoryState): LinkVisits {
  const taken = (id: BookingId, now: Instant) =>
    (linkAnswers.get(id) ?? []).filter((at) => at > now - WRONG_ANSWERS_WITHIN_MS);
  return {
    keep: async (visit) => {
      const { bookingId } = visit;
      const rows = linkVisits.get(bookingId) ?? [];
      linkVisits.set(bookingId, kept(rows, visit));
    },
    openedNear: async (bookingId, at, withinMs) => {
      const near = (linkVisits.get(bookingId) ?? []).filter(
        ({ link, firstAt, lastAt }) =>
          (link === 'confirm' || link === 'decline') && firstAt <= at + withinMs && lastAt >= at - withinMs,
      );
      return [...new Set(near.map(({ link }) => link))].sort();
    },
    ofBooking: async (_scope, bookingId) =>
      [...(linkVisits.get(bookingId) ?? [])].sort((a, b) => a.firstAt - b.firstAt),
    takeAnswer: async (bookingId, now) => {
      const before = taken(bookingId, now);
      if (before.length >= MAX_WRONG_ANSWERS) return undefined;
      linkAnswers.set(bookingId, [...before, now]);
      return before.length;
    },
    answersTaken: async (bookingId, now) => taken(bookingId, now).length,
    forgiveAnswers: async (bookingId) => {
      linkAnswers.delete(bookingId);
    },
    forget: async (before) => {
      let gone = 0;
      for (const [id, rows] of linkVisits) {
        const left = rows.filter(({ lastAt }) => lastAt >= before);
        gone += rows.length - left.length;
        linkVisits.set(id, left);
      }
      for (const [id, times] of linkAnswers) {
        if (times.some((at) => at >= before)) continue;
        linkAnswers.delete(id);
        gone += 1;
      }
      return gone;
    },
  };
}

function kept(rows: readonly KeptVisit[], { bookingId: _, at, ...visit }: NewVisit): readonly KeptVisit[] {
  const newestFirst = [...rows].sort((a, b) => b.lastAt - a.lastAt);
  const ofLink = newestFirst.filter(({ link }) => link === visit.link);
  const alike = (row: KeptVisit) => row.kind === visit.kind && row.verdict === visit.verdict;
  const same = ofLink.find(
    (row) =>
      alike(row) &&
      row.signs.join() === visit.signs.join() &&
      row.firstAt - SAME_VISIT_MS <= at &&
      row.lastAt + SAME_VISIT_MS >= at,
  );
  const onto = same ?? (ofLink.length < MAX_VISIT_ROWS ? undefined : (ofLink.find(alike) ?? ofLink[0]));
  if (onto === undefined) return [...rows, { ...visit, firstAt: at, lastAt: at, visits: 1 }];
  const counted = {
    ...onto,
    firstAt: Math.min(onto.firstAt, at),
    lastAt: Math.max(onto.lastAt, at),
    visits: onto.visits + 1,
  };
  return rows.map((row) => (row === onto ? counted : row));
}
