import {
  asCustomerNumber,
  type Call,
  type CallFacts,
  CLAIM_LASTS_MS,
  type CustomerNumber,
  callHistory,
  callQueueOf,
  DAY_MS,
  HOUR_MS,
  type Instant,
  MINUTE_MS,
  type PendingBooking,
  refuseCallBack,
  type Stored,
} from '@miomente/booking-domain';
import { aPartner, aPendingBooking, MONDAY, numbered, type Overrides, stored } from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';

const NOW = MONDAY + DAY_MS;
const [A, B, C, D] = ['A', 'B', 'C', 'D'].map(asCustomerNumber) as [
  CustomerNumber,
  CustomerNumber,
  CustomerNumber,
  CustomerNumber,
];
const waiting = (id: number, customerNumber: CustomerNumber, over: Overrides<PendingBooking> = {}): Stored =>
  stored(
    aPendingBooking({
      ...numbered(id),
      customerNumber,
      escalation: { at: MONDAY + HOUR_MS, reason: 'no_answer' },
      ...over,
    }),
    { id },
  );
const on = (eventStart: Instant | null, participants = 2, price = 1_000_000): Overrides<PendingBooking> => ({
  details: { eventStart, participants, price: { tenThousandths: price, currency: 'EUR' } },
});
const call = (over: Partial<Call>): Call => ({
  customerNumber: A,
  at: NOW - HOUR_MS,
  by: 'anna@example.org',
  outcome: 'not_reached',
  callBackAt: null,
  note: null,
  phone: '1',
  ...over,
});
const queue = (bookings: readonly Stored[], over: Partial<CallFacts> = {}, now = NOW) =>
  callQueueOf({ bookings, partners: new Map(), claims: new Map(), calls: [], ...over }, now);
const order = (...made: Parameters<typeof queue>) => queue(...made).map(({ customerNumber }) => customerNumber);

describe('calls#queue · one entry per partner, most urgent first', () => {
  it('puts all bookings of a partner together, the soonest first, with sums', () => {
    const bookings = [waiting(1, A, on(NOW + 2 * DAY_MS, 3)), waiting(2, B), waiting(3, A, on(NOW + DAY_MS, 4))];
    const [entry] = queue(bookings);
    expect(entry).toMatchObject({
      customerNumber: A,
      soonest: NOW + DAY_MS,
      people: 7,
      worth: 2_000_000,
      later: false,
    });
    expect(entry?.bookings.map(({ id }) => id)).toEqual([3, 1]);
  });

  it('the soonest event first, without a date last; then people; then money; then by number', () => {
    const soon = NOW + HOUR_MS;
    expect(order([waiting(1, A, on(null)), waiting(2, B, on(NOW + DAY_MS)), waiting(3, C, on(soon))])).toEqual([
      C,
      B,
      A,
    ]);
    expect(order([waiting(1, A, on(soon, 2)), waiting(2, B, on(soon, 3))])).toEqual([B, A]);
    expect(order([waiting(1, A, on(soon, 2, 1)), waiting(2, B, on(soon, 2, 2))])).toEqual([B, A]);
    expect(order([waiting(1, B, on(soon)), waiting(2, A, on(soon))])).toEqual([A, B]);
    expect(order([waiting(1, A, on(soon)), waiting(2, B, on(soon))])).toEqual([A, B]);
  });

  it('calls#call-back: who is to be called later comes after all others, until the time has come', () => {
    const bookings = [A, B, C, D].map((of, n) => waiting(n + 1, of, on(NOW + (n + 1) * DAY_MS)));
    const back = (of: CustomerNumber, callBackAt: Instant) =>
      call({ customerNumber: of, outcome: 'call_back', callBackAt });
    const calls = [back(A, NOW + 2 * HOUR_MS), back(B, NOW + HOUR_MS), back(C, NOW)];
    expect(order(bookings, { calls })).toEqual([C, D, B, A]);
    expect(queue(bookings, { calls }).map(({ later }) => later)).toEqual([false, false, true, true]);
    expect(order(bookings, { calls }, NOW + 2 * HOUR_MS)).toEqual([A, B, C, D]);
    const inTurn = [back(A, NOW + HOUR_MS), back(B, NOW + 2 * HOUR_MS)];
    expect(order(bookings, { calls: inTurn })).toEqual([C, D, A, B]);
    const together = [back(A, NOW + HOUR_MS), back(B, NOW + HOUR_MS)];
    expect(order(bookings.toReversed(), { calls: together })).toEqual([C, D, A, B]);
  });

  it('calls#call-history: earlier calls count from the oldest question on, where none is escalated from its clock', () => {
    const escalated = (hours: number) =>
      ({ escalation: { at: MONDAY + hours * HOUR_MS, reason: 'no_answer' } }) as const;
    const tries = (...bookings: readonly Stored[]) => {
      const calls = [1, 3, 5].map((hours) => call({ at: MONDAY + hours * HOUR_MS }));
      return queue(bookings, { calls })[0]?.history.notReached;
    };
    expect(tries(waiting(1, A, escalated(2)), waiting(2, A, escalated(4)))).toBe(2);
    expect(tries(waiting(1, A, { escalation: null }))).toBe(3);
  });

  it('calls#claim: a claim lasts ten minutes, and moves nobody', () => {
    expect(CLAIM_LASTS_MS).toBe(10 * 60 * 1_000);
    const bookings = [waiting(1, A, on(NOW + DAY_MS)), waiting(2, B, on(NOW + 2 * DAY_MS))];
    const claim = { customerNumber: A, by: 'anna@example.org', since: NOW, until: NOW + MINUTE_MS, fence: 1 };
    const entries = queue(bookings, { claims: new Map([[A, claim]]) });
    expect(entries.map(({ customerNumber, claim: held }) => [customerNumber, held])).toEqual([
      [A, claim],
      [B, null],
    ]);
  });
});

describe('calls#call-history · what earlier calls say', () => {
  const partner = aPartner({ phone: '1' });
  const since = NOW - 2 * HOUR_MS;
  const history = (...calls: readonly Call[]) => callHistory(calls, { since, partner });

  it('nothing, without calls', () =>
    expect(history()).toEqual({
      last: null,
      notReached: 0,
      notReachedAt: null,
      callBackAt: null,
      wrongNumberAt: null,
      reachedAt: null,
      note: null,
    }));

  it('counts since the oldest open question, or since somebody was reached', () => {
    const tries = [call({ at: since - 1 }), call({ at: since }), call({ at: since + 5 })];
    expect(history(...tries)).toMatchObject({ notReached: 2, notReachedAt: since + 5 });
    const reached = call({ at: since + 1, outcome: 'answered' });
    expect(history(...tries.toSpliced(2, 0, reached))).toMatchObject({ notReached: 1, reachedAt: since + 1 });
  });

  it('of several calls the last counts that says something about it', () => {
    const wrong = call({ at: since, outcome: 'wrong_number' });
    const tries = [1, 2, 3].map((ms) => call({ at: since + ms }));
    const noted = call({ at: since + 4, outcome: 'note', note: 'Im Urlaub.' });
    const last = call({ at: since + 5, outcome: 'call_back', callBackAt: NOW });
    expect(history(wrong, ...tries, noted, last)).toMatchObject({
      ...{ last, notReached: 3, notReachedAt: since + 3, wrongNumberAt: since },
      note: { text: 'Im Urlaub.' },
    });
    // Who was tried at the very instant at which they were reached was reached.
    expect(history(call({ at: since + 1, outcome: 'answered' }), ...tries).notReached).toBe(2);
  });

  it('a time to call back holds until the next call; a note does not end it', () => {
    const agreed = call({ at: since + 1, outcome: 'call_back', callBackAt: NOW });
    const note = call({ at: since + 2, outcome: 'note', note: 'Ruft zurück.' });
    expect(history(agreed, note)).toMatchObject({
      callBackAt: NOW,
      note: { at: since + 2, by: 'anna@example.org', text: 'Ruft zurück.' },
    });
    expect(history(agreed, call({ at: since + 3 })).callBackAt).toBeNull();
    expect(history(call({ ...agreed, at: since - 1 })).callBackAt).toBeNull();
  });

  it('calls#wrong-number: a number is wrong until it is another one', () => {
    const wrong = call({ at: since - DAY_MS, outcome: 'wrong_number' });
    expect(history(wrong).wrongNumberAt).toBe(since - DAY_MS);
    expect(history({ ...wrong, phone: '2' }).wrongNumberAt).toBeNull();
    expect(callHistory([{ ...wrong, phone: null }], { since, partner: undefined }).wrongNumberAt).toBe(since - DAY_MS);
  });
});

describe('calls#call-back · a time that is of use', () => {
  const bookings = [waiting(1, A, on(NOW + DAY_MS)), waiting(2, A, on(NOW + HOUR_MS)), waiting(3, A, on(null))];

  it.each([
    [null, 'call_back_missing'],
    [NOW - 1, 'call_back_past'],
    [NOW, 'call_back_past'],
    [NOW + 1, null],
    [NOW + HOUR_MS - 1, null],
    [NOW + HOUR_MS, 'call_back_after_event'],
  ] as const)('%s: %s', (at, refusal) => expect(refuseCallBack(at, bookings, NOW)).toBe(refusal));

  it('without a date any time ahead, and of a day its end', () => {
    expect(refuseCallBack(NOW + 30 * DAY_MS, [waiting(1, A, on(null))], NOW)).toBeNull();
    const day = waiting(1, A, { details: { eventStart: { start: NOW - HOUR_MS, end: NOW + HOUR_MS } } });
    expect(refuseCallBack(NOW + HOUR_MS - 1, [day], NOW)).toBeNull();
    expect(refuseCallBack(NOW + HOUR_MS, [day], NOW)).toBe('call_back_after_event');
  });
});
