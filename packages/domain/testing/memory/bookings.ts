import {
  type BookingId,
  type Bookings,
  type Clock,
  compareForAttention,
  eventStarted,
  isExpired,
  isOpen,
  overSince,
  pageFrom,
  type Scope,
  type Stored,
  type SweepReads,
  type TimelineEntry,
} from '@miomente/booking-domain';
import { memoryClaims } from './claims.ts';
import { memoryCommits } from './commits.ts';
import { courseDatePageOf, coursesOf, needsAttention, pageOf, pastDatesOf } from './lists.ts';
import { mailOf } from './outbox.ts';
import type { MemoryState } from './state.ts';

/** `Bookings` in memory. */
export function memoryBookings(
  state: MemoryState,
  { clock, timeZone }: { readonly clock: Clock; readonly timeZone: string },
): Bookings {
  const all = (): readonly Stored[] => [...state.bookings.values()].map((kept) => kept.booking);
  const inScope = (scope: Scope): readonly Stored[] => all().filter((booking) => isIn(scope, booking));
  const find = (scope: Scope, id: BookingId): Stored | undefined => inScope(scope).find((booking) => booking.id === id);
  return {
    ...memoryCommits(state, clock),
    ...memorySweepReads(all),
    claimDue: memoryClaims(state, clock),
    find: async (scope, id) => find(scope, id),
    findMany: async (scope, ids) => inScope(scope).filter((booking) => ids.includes(booking.id)),
    findByTokenDigest: async (scope, digest) => inScope(scope).find((booking) => booking.token.digest === digest),
    findByOrders: async (scope, orderIds) =>
      inScope(scope)
        .filter((booking) => orderIds.includes(booking.order.orderId))
        .sort((a, b) => a.order.orderItemId - b.order.orderItemId),
    findReplacedBy: async (scope, orderItemId) => {
      const found = new Set<Stored>();
      const wanted = [orderItemId];
      for (const item of wanted) {
        for (const booking of inScope(scope)) {
          if (booking.status !== 'cancelled' || booking.replacedBy?.orderItemId !== item || found.has(booking))
            continue;
          found.add(booking);
          wanted.push(booking.order.orderItemId);
        }
      }
      return [...found];
    },
    list: async (scope, query, now) =>
      pageOf(inScope(scope), query, { now, timeZone, scope, partners: state.partners }),
    courseDates: async (scope, query, now) =>
      courseDatePageOf(inScope(scope), query, { now, timeZone, scope, partners: state.partners }),
    pastDates: async (scope, query, now) =>
      pastDatesOf(inScope(scope), query, { now, timeZone, scope, partners: state.partners }),
    countAnswerable: async (scope, now) => inScope(scope).filter((booking) => isOpen(booking, now)).length,
    attention: async (scope, attention, now, paging, of) => {
      const theirs = inScope(scope).filter(({ customerNumber }) => of === undefined || customerNumber === of);
      return pageFrom(theirs.filter(needsAttention(attention, now)).toSorted(compareForAttention(now)), paging);
    },
    attentionIds: async (scope, attention, now, paging) => {
      const listed = inScope(scope).filter(needsAttention(attention, now)).toSorted(compareForAttention(now));
      return pageFrom(
        listed.map(({ id }) => id),
        paging,
      );
    },
    courses: async (scope) => coursesOf(inScope(scope)),
    timeline: async (scope, id) => (find(scope, id) === undefined ? [] : timelineOf(state, id)),
  };
}

/** Whether the scope may see the booking. */
export function isIn(scope: Scope, booking: Stored): boolean {
  return scope.type !== 'partner' || booking.customerNumber === scope.customerNumber;
}

function memorySweepReads(all: () => readonly Stored[]): SweepReads {
  const pending = (): readonly Stored[] => all().filter((booking) => booking.status === 'pending');
  return {
    unannounced: async (_scope, customerNumber, now, limit) =>
      pending()
        .filter((booking) => booking.customerNumber === customerNumber)
        .filter((booking) => !booking.historic && booking.announcedAt === null && !eventStarted(booking, now))
        .slice(0, limit),
    countingOtherHolidays: async (_scope, customerNumber, holidays, limit) =>
      pending()
        .filter((booking) => booking.customerNumber === customerNumber && booking.holidays !== holidays)
        .slice(0, limit),
    pending: async (_scope, afterId, limit) =>
      pending()
        .filter((booking) => booking.id > afterId)
        .toSorted((a, b) => a.id - b.id)
        .slice(0, limit),
    createdSince: async (_scope, since, afterId, limit) =>
      all()
        .filter((booking) => booking.createdAt >= since && booking.id > afterId)
        .toSorted((a, b) => a.id - b.id)
        .slice(0, limit),
    upcomingOrderIds: async (_scope, now, afterOrderId, limit) => {
      const live = all().filter((booking) => booking.status !== 'cancelled' && !eventStarted(booking, now));
      const orderIds = [...new Set(live.map((booking) => booking.order.orderId))];
      return orderIds
        .filter((orderId) => orderId > afterOrderId)
        .sort((a, b) => a - b)
        .slice(0, limit);
    },
    erasable: async (_scope, overUntil, after, limit) => {
      const at = (booking: Stored): number => overSince(booking) ?? Number.POSITIVE_INFINITY;
      const isAfter = (booking: Stored): boolean =>
        after === null || at(booking) > after.overSince || (at(booking) === after.overSince && booking.id > after.id);
      return all()
        .filter((booking) => booking.customerErasedAt === null && at(booking) <= overUntil && isAfter(booking))
        .toSorted((a, b) => at(a) - at(b) || a.id - b.id)
        .slice(0, limit);
    },
    ofCustomer: async (_scope, email) =>
      all()
        .filter(({ details }) => email !== '' && details.customer.email.toLowerCase() === email.toLowerCase())
        .toSorted((a, b) => a.id - b.id),
    liveTokenKeys: async (_scope, now) => {
      const keys = new Map<string, number>();
      for (const { status, token } of all()) {
        if ((status !== 'pending' && status !== 'confirmed') || isExpired(token, now)) continue;
        keys.set(token.keyId, (keys.get(token.keyId) ?? 0) + 1);
      }
      return keys;
    },
  };
}

const MAIL_STATES = { queued: 'queued', done: 'sent', skipped: 'skipped', dead: 'dead' } as const;

function timelineOf(state: MemoryState, id: BookingId): readonly TimelineEntry[] {
  const events = (state.audit.get(id) ?? []).map((entry): TimelineEntry => ({ kind: 'event', ...entry }));
  const mails = [...state.deliveries.values()].flatMap((delivery): TimelineEntry[] => {
    const mail = mailOf(delivery.content);
    if (delivery.bookingId !== id || mail === undefined) return [];
    return [{ kind: 'mail', at: delivery.createdAt, mail, state: MAIL_STATES[delivery.state] }];
  });
  return [...events, ...mails].toSorted((a, b) => a.at - b.at);
}
