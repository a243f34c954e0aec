import type { Stored } from '../booking/booking.ts';
import { compareForAttention } from '../listing/order.ts';
import type { CustomerNumber, Partner } from '../partner/partner.ts';
import { type EventStart, earliestStart, eventOf } from '../time/event-start.ts';
import type { Instant } from '../time/instant.ts';
import type { Call, Claim } from './call.ts';
import { type CallHistory, callHistory } from './history.ts';

/** A partner to call, with all bookings that need it. */
export interface CallEntry {
  readonly customerNumber: CustomerNumber;
  /** Undefined when the number isn't known here. */
  readonly partner: Partner | undefined;
  /** At least one, the soonest event first. */
  readonly bookings: readonly Stored[];
  /** Of the soonest event; null when none has a date. */
  readonly soonest: EventStart | null;
  readonly people: number;
  /** What their customers pay, in ten-thousandths, whatever the currency: only for the order. */
  readonly worth: number;
  readonly history: CallHistory;
  /** Whether the agreed time to call back lies ahead. */
  readonly later: boolean;
  readonly claim: Claim | null;
}

/** What the queue is made of. */
export interface CallFacts {
  /** What needs a call. */
  readonly bookings: readonly Stored[];
  readonly partners: ReadonlyMap<CustomerNumber, Partner>;
  /** Those that have not ended. */
  readonly claims: ReadonlyMap<CustomerNumber, Claim>;
  /** Oldest first. */
  readonly calls: readonly Call[];
}

/**
 * The partners to call (calls#queue): one entry each, soonest event first, then more people, then more money; whom
 * nobody is to call before a time comes after all others, the soonest time first. A claim moves nobody.
 */
export function callQueueOf({ bookings, partners, claims, calls }: CallFacts, now: Instant): readonly CallEntry[] {
  const theirs = byPartner(bookings);
  const callsTo = byPartner(calls);
  return [...theirs]
    .map(([customerNumber, open]) => {
      const partner = partners.get(customerNumber);
      const sorted = open.toSorted(compareForAttention(now));
      const since = Math.min(...open.map(({ escalation, clockStartedAt }) => escalation?.at ?? clockStartedAt));
      const history = callHistory(callsTo.get(customerNumber) ?? [], { since, partner });
      const [first] = sorted;
      return {
        customerNumber,
        partner,
        bookings: sorted,
        soonest: first === undefined ? null : eventOf(first),
        people: open.reduce((sum, { details }) => sum + details.participants, 0),
        worth: open.reduce((sum, { details }) => sum + details.price.tenThousandths, 0),
        history,
        later: history.callBackAt !== null && history.callBackAt > now,
        claim: claims.get(customerNumber) ?? null,
      };
    })
    .toSorted(byUrgency);
}

function byPartner<Of extends { readonly customerNumber: CustomerNumber }>(
  all: readonly Of[],
): ReadonlyMap<CustomerNumber, readonly Of[]> {
  const groups = new Map<CustomerNumber, Of[]>();
  for (const one of all) {
    const group = groups.get(one.customerNumber);
    if (group === undefined) groups.set(one.customerNumber, [one]);
    else group.push(one);
  }
  return groups;
}

function byUrgency(a: CallEntry, b: CallEntry): number {
  if (a.later !== b.later) return a.later ? 1 : -1;
  if (a.later && a.history.callBackAt !== b.history.callBackAt)
    return (a.history.callBackAt ?? 0) - (b.history.callBackAt ?? 0);
  const startA = earliestStart(a.soonest) ?? Number.POSITIVE_INFINITY;
  const startB = earliestStart(b.soonest) ?? Number.POSITIVE_INFINITY;
  if (startA !== startB) return startA < startB ? -1 : 1;
  if (a.people !== b.people) return b.people - a.people;
  if (a.worth !== b.worth) return b.worth - a.worth;
  return a.customerNumber < b.customerNumber ? -1 : 1;
}
