import {
  type Bookings,
  type Clock,
  type CustomerNumber,
  type DuePage,
  type DuePlace,
  eventStarted,
  type Stored,
  type SweepId,
  wholeMails,
} from '@miomente/booking-domain';
import { type MemoryState, nextId } from './state.ts';

interface Due extends DuePlace {
  readonly booking: Stored;
}

/** `Bookings.claimDue` in memory. */
export function memoryClaims(state: MemoryState, clock: Clock): Bookings['claimDue'] {
  return async (_scope, now, { after, limit, forMs, others, ...asked }): Promise<DuePage> => {
    const sweep = asked.sweep ?? (`sweep-${nextId(state, 'sweep')}` as SweepId);
    const isFree = (due: Due): boolean => {
      const claim = state.sweepClaims.get(due.booking.customerNumber);
      if (claim === undefined || others === 'taken' || claim.sweep === sweep || claim.until <= clock.now()) return true;
      return claim.upTo !== null && isBeyond(due, claim.upTo);
    };
    const free = allDue(state, now).filter((due) => (after === null || isBeyond(due, after)) && isFree(due));
    const first = free.slice(0, limit);
    const claimed: Due[] = [];
    let next: DuePlace | null = first.length < limit ? null : placeOf(first.at(-1));
    for (const [n, { booking }] of first.entries()) {
      const { customerNumber } = booking;
      if (claimed.some((due) => due.booking.customerNumber === customerNumber)) continue;
      if (claimed.length >= limit) {
        next = placeOf(first[n - 1]);
        break;
      }
      claimed.push(...claimOf(customerNumber));
    }
    return { sweep, bookings: claimed.toSorted(compare).map(({ booking }) => booking), next };

    function claimOf(customerNumber: CustomerNumber): readonly Due[] {
      const most = wholeMails(limit);
      const own = free.filter(({ booking }) => booking.customerNumber === customerNumber).slice(0, most);
      const upTo = own.length < most ? null : placeOf(own.at(-1));
      state.sweepClaims.set(customerNumber, { sweep, until: clock.now() + forMs, upTo });
      return own;
    }
  };
}

function allDue(state: MemoryState, now: number): readonly Due[] {
  return [...state.bookings.values()]
    .flatMap(({ booking, nextSweepAt: dueAt }) =>
      dueAt !== null && dueAt <= now && booking.status === 'pending' && !eventStarted(booking, now)
        ? [{ dueAt, id: booking.id, booking }]
        : [],
    )
    .toSorted(compare);
}

const compare = (a: DuePlace, b: DuePlace): number => a.dueAt - b.dueAt || a.id - b.id;
const isBeyond = (place: DuePlace, than: DuePlace): boolean => compare(place, than) > 0;

function placeOf(due: Due | undefined): DuePlace | null {
  return due === undefined ? null : { dueAt: due.dueAt, id: due.id };
}
