import { type CalendarFeeds, type CustomerNumber, calendarEntriesOf, type Stored } from '@miomente/booking-domain';
import type { MemoryState } from './state.ts';

/** `CalendarFeeds` in memory. A booking changed when its last event happened. */
export function memoryCalendarFeeds(state: MemoryState): CalendarFeeds {
  const changedAt = ({ id, createdAt }: Stored): number => state.audit.get(id)?.at(-1)?.at ?? createdAt;
  const entries = (customerNumber: CustomerNumber, from: number) => {
    const own = [...state.bookings.values()].map(({ booking }) => booking);
    const of = own.filter((booking) => booking.customerNumber === customerNumber);
    return calendarEntriesOf(of, from, changedAt);
  };
  return {
    madeAt: async ({ customerNumber }) => state.calendarFeeds.get(customerNumber)?.madeAt,
    replace: async ({ customerNumber }, digest, at) => {
      state.calendarFeeds.set(customerNumber, { ...state.calendarFeeds.get(customerNumber), digest, madeAt: at });
    },
    ownerOf: async (_scope, digest) => [...state.calendarFeeds].find(([, kept]) => kept.digest === digest)?.[0],
    version: async ({ customerNumber }, from) => JSON.stringify(entries(customerNumber, from)),
    revision: async ({ customerNumber }, shown, at) => {
      const kept = state.calendarFeeds.get(customerNumber);
      if (kept?.last?.shown === shown) return { number: kept.last.number, at: kept.last.at };
      const number = (kept?.last?.number ?? 0) + 1;
      const revision = { number, at: Math.max(at, kept?.last?.at ?? at) };
      if (kept !== undefined) state.calendarFeeds.set(customerNumber, { ...kept, last: { ...revision, shown } });
      return revision;
    },
    entries: async ({ customerNumber }, from) => entries(customerNumber, from),
  };
}
