import { expect, it } from 'vitest';
import { type History, INVARIANTS, judge, judgeEvents } from '../src/index.ts';

const HOUR = 3_600_000;
const request = { bookingId: 1, kind: 'confirmation_request', messageId: 'm1', state: 'done', begunAt: 0 };
const first = { bookingId: 1, kind: 'first_reminder', messageId: 'm2', state: 'done', begunAt: 24 * HOUR };
const second = { bookingId: 1, kind: 'second_reminder', messageId: 'm3', state: 'done', begunAt: 48 * HOUR };
const booking = {
  id: 1,
  itemId: 11,
  orderId: 5,
  status: 'declined',
  ticketKey: 'k1',
  ticketId: 'T-1',
  leadMs: 900 * HOUR,
};

/** A booking's life as it should be: asked, reminded twice, declined by its partner. */
const WELL: History = {
  courses: [{ itemId: 11, orderId: 5 }],
  bookings: [booking],
  audit: [
    { bookingId: 1, type: 'booking_registered', at: 0 },
    { bookingId: 1, type: 'declined', at: 50 * HOUR },
  ],
  mails: [request, first, second],
  tickets: [{ id: 'T-1', key: 'k1' }],
  acknowledged: [5],
  awaited: [],
  answered: [{ bookingId: 1, action: 'declined', outcome: 'taken' }],
  accepted: [
    { messageId: 'm1', kind: 'confirmation_request', at: 0 },
    { messageId: 'm2', kind: 'first_reminder', at: 24 * HOUR },
    { messageId: 'm3', kind: 'second_reminder', at: 48 * HOUR },
  ],
  lostAnswers: 0,
  reminders: { firstMs: 24 * HOUR, secondMs: 48 * HOUR },
  backlog: { deliveries: 0, dead: 0, jobs: 0, sweeps: 0 },
};

/** Its first reminder was written once more, at the same time as the other. */
const FIRST_TWICE: Partial<History> = {
  mails: [...WELL.mails, { ...first, messageId: 'm4' }],
  accepted: [...WELL.accepted, { messageId: 'm4', kind: 'first_reminder', at: 24 * HOUR }],
};

it('finds nothing in a history in which all is well', () => {
  expect(judge(WELL)).toEqual([]);
});

it('allows what the invariants allow: an awaited order, a copy per lost answer, an answer after a reopening', () => {
  const [a, ...others] = WELL.accepted;
  expect(judge({ ...WELL, acknowledged: [5, 6], awaited: [6] })).toEqual([]);
  expect(judge({ ...WELL, lostAnswers: 1, accepted: a === undefined ? [] : [a, a, ...others] })).toEqual([]);
  const audit = [{ bookingId: 1, type: 'confirmed', at: 1 }, { bookingId: 1, type: 'reopened', at: 2 }, ...WELL.audit];
  expect(judge({ ...WELL, audit })).toEqual([]);
  expect(judge({ ...WELL, ...FIRST_TWICE, audit })).toEqual([]);
});

/** Each is one thing that went wrong, and the only invariant that it breaks. */
const PLANTED: readonly (readonly [keyof typeof INVARIANTS, string, Partial<History>])[] = [
  ['I1', 'a course without a booking', { courses: [...WELL.courses, { itemId: 12, orderId: 5 }] }],
  [
    'I1',
    'a course booked twice',
    { bookings: [booking, { ...booking, id: 2, status: 'pending', ticketKey: null, ticketId: null }] },
  ],
  [
    'I1',
    'a booking of what is no course',
    { bookings: [booking, { ...booking, id: 2, itemId: 9, status: 'pending', ticketKey: null, ticketId: null }] },
  ],
  ['I2', 'a mail noted as sent that nobody accepted', { accepted: WELL.accepted.slice(0, 2) }],
  ['I2', 'a mail that nobody wrote', { accepted: [...WELL.accepted, { messageId: 'm9', kind: 'receipt', at: 0 }] }],
  ['I2', 'a copy without a lost answer', { accepted: [...WELL.accepted, ...WELL.accepted.slice(0, 1)] }],
  [
    'I2',
    'two copies for one lost answer',
    { lostAnswers: 1, accepted: [...WELL.accepted, ...WELL.accepted.slice(0, 2)] },
  ],
  [
    'I2',
    'a request written twice, under two ids',
    {
      mails: [...WELL.mails, { ...request, messageId: 'm4' }],
      accepted: [...WELL.accepted, { messageId: 'm4', kind: 'confirmation_request', at: 0 }],
    },
  ],
  ['I2', 'a reminder written twice, though nobody has opened its booking again', FIRST_TWICE],
  ['I3', 'no ticket', { tickets: [] }],
  ['I3', 'two tickets', { tickets: [...WELL.tickets, { id: 'T-2', key: 'k1' }] }],
  ['I3', 'another ticket’s id', { bookings: [{ ...booking, ticketId: 'T-7' }] }],
  ['I3', 'an id that was never kept', { bookings: [{ ...booking, ticketId: null }] }],
  ['I3', 'a ticket that nobody needs', { bookings: [{ ...booking, ticketKey: null }] }],
  [
    'I4',
    'two winners',
    {
      audit: [...WELL.audit, { bookingId: 1, type: 'confirmed', at: 51 * HOUR }],
      bookings: [{ ...booking, status: 'confirmed' }],
    },
  ],
  ['I4', 'a trail that tells of another answer', { bookings: [{ ...booking, status: 'confirmed' }] }],
  ['I4', 'an answer that the trail does not know', { audit: WELL.audit.slice(0, 1), answered: [] }],
  [
    'I4',
    'a client that was told what the trail does not know',
    { answered: [{ bookingId: 1, action: 'confirmed', outcome: 'taken' }] },
  ],
  ['I5', 'a reminder after the answer', { mails: [request, first, { ...second, begunAt: 50 * HOUR + 1 }] }],
  [
    'I5',
    'a first reminder too soon',
    { accepted: WELL.accepted.map((mail) => (mail.messageId === 'm1' ? { ...mail, at: 1 } : mail)) },
  ],
  [
    'I5',
    'a second reminder too soon',
    { accepted: WELL.accepted.map((mail) => (mail.messageId === 'm2' ? { ...mail, at: 24 * HOUR + 1 } : mail)) },
  ],
  ['I6', 'an announced order that is lost', { acknowledged: [5, 6] }],
  ['I7', 'deliveries that lie there', { backlog: { ...WELL.backlog, deliveries: 1 } }],
  ['I7', 'deliveries that were given up', { backlog: { ...WELL.backlog, dead: 1 } }],
  ['I7', 'jobs that lie there', { backlog: { ...WELL.backlog, jobs: 1 } }],
  ['I7', 'bookings that are not swept', { backlog: { ...WELL.backlog, sweeps: 1 } }],
];

it.each(PLANTED)('%s: finds %s, and nothing else', (invariant, _, planted) => {
  const found = judge({ ...WELL, ...planted }).map((violation) => violation.invariant);
  expect(new Set(found)).toEqual(new Set([invariant]));
});

it('finds a planted violation of each invariant', () => {
  expect(new Set(PLANTED.map(([invariant]) => invariant))).toEqual(new Set(Object.keys(INVARIANTS)));
});

it('events#push: finds events that never came, never happened or came out of turn; copies may come', () => {
  expect(judgeEvents([4, 7, 5], [4, 7, 4, 7, 5, 5])).toEqual([]);
  expect(judgeEvents([4, 7, 5], [4, 5])).toEqual(['1 events never came, such as 7']);
  expect(judgeEvents([4, 7], [4, 7, 9])).toEqual(['1 events came that never happened']);
  expect(judgeEvents([4, 7, 5], [4, 5, 7])).toEqual(['event 5 came out of its turn']);
});
