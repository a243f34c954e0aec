import {
  asks,
  type BookingId,
  type Call,
  type Calls,
  type Claim,
  type Clock,
  type ContactFacts,
  type CustomerNumber,
  type Instant,
  type MailOutcome,
} from '@miomente/booking-domain';
import { isStale, writeChange } from './commits.ts';
import { atomically, type MemoryState } from './state.ts';

/** `Calls` in memory. */
export function memoryCalls(state: MemoryState, clock: Clock): Calls {
  const { claims, callLog } = state;
  const open = (of: CustomerNumber): Claim | undefined => {
    const claim = claims.get(of);
    return claim !== undefined && claim.until > clock.now() ? claim : undefined;
  };
  const held = (by: string, of: CustomerNumber, fence: number | null): Claim | undefined => {
    const claim = open(of);
    return claim?.by === by && (fence === null || claim.fence === fence) ? claim : undefined;
  };
  const end = (claim: Claim): void => {
    claims.set(claim.customerNumber, { ...claim, until: Number.NEGATIVE_INFINITY });
  };
  const goOn = (claim: Claim, lastsMs: number): Claim => {
    const longer = { ...claim, until: clock.now() + lastsMs };
    claims.set(claim.customerNumber, longer);
    return longer;
  };
  return {
    claim: async ({ address }, customerNumber, lastsMs) => {
      const present = open(customerNumber);
      if (present !== undefined) return present.by === address ? goOn(present, lastsMs) : present;
      const fence = (claims.get(customerNumber)?.fence ?? 0) + 1;
      return goOn({ customerNumber, by: address, since: clock.now(), until: 0, fence }, lastsMs);
    },
    prolong: async ({ address }, customerNumber, fence, lastsMs) => {
      const claim = held(address, customerNumber, fence);
      return claim === undefined ? undefined : goOn(claim, lastsMs);
    },
    release: async ({ address }, customerNumber, fence) => {
      const claim = held(address, customerNumber, fence);
      if (claim === undefined) return false;
      end(claim);
      return true;
    },
    settle: async ({ address }, { call, fence, goesOnMs }, changes) =>
      atomically(state, () => {
        const claim = held(address, call.customerNumber, fence);
        if (claim === undefined) return 'claim_lost';
        if (changes.some((change) => isStale(state, change))) return 'stale';
        for (const change of changes) writeChange(state, change, clock);
        callLog.set(callLog.size, call);
        if (goesOnMs === null) end(claim);
        else goOn(claim, goesOnMs);
        return 'settled';
      }),
    claims: async () => new Map([...claims.keys()].flatMap((of) => toEntry(of, open(of)))),
    callsTo: async (_scope, customerNumbers, since) =>
      [...callLog.values()]
        .filter(({ customerNumber, at }) => customerNumbers.includes(customerNumber) && at >= since)
        .toSorted((a, b) => a.at - b.at),
    noteOf: async (_scope, customerNumber, at) => noteOf([...callLog.values()], customerNumber, at),
    countNotes: async (_scope, until) => notesUntil(callLog, until).length,
    eraseNotes: async (_scope, until) => {
      const ending = notesUntil(callLog, until);
      for (const [key, call] of ending) callLog.set(key, { ...call, note: null });
      return ending.length;
    },
    contacts: async (_scope, ids) => new Map(ids.map((id) => [id, factsOf(state, withReplaced(state, id))])),
  };
}

function toEntry(of: CustomerNumber, claim: Claim | undefined): readonly (readonly [CustomerNumber, Claim])[] {
  return claim === undefined ? [] : [[of, claim]];
}

function noteOf(calls: readonly Call[], customerNumber: CustomerNumber, at: Instant): string | null {
  return calls.findLast((call) => call.customerNumber === customerNumber && call.at === at)?.note ?? null;
}

const notesUntil = (log: MemoryState['callLog'], until: Instant) =>
  [...log].filter(([, { at, note }]) => at <= until && note !== null);

/** The booking, and those that edits of its order replaced by it, directly or through others. */
function withReplaced({ bookings }: MemoryState, id: BookingId): readonly BookingId[] {
  const found = [id];
  for (const one of found) {
    const item = bookings.get(one)?.booking.order.orderItemId;
    for (const { booking } of bookings.values()) {
      if (booking.status !== 'cancelled' || booking.replacedBy?.orderItemId !== item) continue;
      if (!found.includes(booking.id)) found.push(booking.id);
    }
  }
  return found;
}

function factsOf(state: MemoryState, ids: readonly BookingId[]): ContactFacts {
  const mails = [...state.deliveries.values()].flatMap(
    ({ bookingId, content, state: sent, finishedAt, ...delivery }) => {
      if (bookingId === null || !ids.includes(bookingId) || content.type !== 'booking_message') return [];
      const { message } = content;
      if (message.type !== 'send_mail' || !asks(message.mail)) return [];
      const unsureAt = delivery.begunAt ?? delivery.unsureAt;
      return [{ mail: message.mail, about: message.about, state: sent, finishedAt, unsureAt }];
    },
  );
  const reports = ids.flatMap((id) =>
    (state.audit.get(id) ?? [])
      .filter(
        ({ type, details }) =>
          type === 'mail_reported' && details['superseded'] !== true && !('unreachable' in details),
      )
      .filter(({ details }) => asksFor(details['mail']))
      .map(({ at, details }) => ({ at, outcome: details['outcome'] as MailOutcome })),
  );
  const wrote = ids
    .flatMap((id) => state.audit.get(id) ?? [])
    .filter(({ type }) => type === 'partner_wrote')
    .map(({ at }) => at);
  const wroteAt = wrote.length === 0 ? null : Math.max(...wrote);
  return { mails, reports, visits: ids.flatMap((id) => state.linkVisits.get(id) ?? []), wroteAt };
}

const asksFor = (mail: unknown): boolean => asks(mail as Parameters<typeof asks>[0]);
