import {
  asCustomerNumber,
  type Booking,
  type CustomerNumber,
  DAY_MS,
  HOUR_MS,
  type MetricsPeriod,
  type MetricsQuery,
  type Partner,
  partnerScope,
  type ResponseMetrics,
  responseMetrics,
  responseRecord,
} from '@miomente/booking-domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PersistenceHarness } from '../harness.ts';
import { keep } from './commits.ts';
import {
  aConfirmation,
  cancelled,
  confirmed,
  declined,
  NOW,
  OWNER,
  office,
  oneOfEach,
  pending,
  STRANGER,
} from './samples.ts';
import { type OpenPersistence, type PersistenceTests, persistenceSuite } from './suite.ts';

const ALL: MetricsQuery = {
  from: null,
  to: null,
  search: '',
  bounced: false,
  sort: { key: 'name', descending: false },
  page: 1,
  limit: 50,
};
const ALWAYS: MetricsPeriod = { from: null, to: null };

function aPartner(customerNumber: string, name: string, over: Partial<Partner> = {}): Partner {
  return {
    customerNumber: asCustomerNumber(customerNumber),
    name,
    email: null,
    phone: null,
    language: 'de',
    active: true,
    holidays: null,
    addressMark: null,
    addressCorrection: null,
    ...over,
  };
}

const answeredAfter = (n: number, hours: number, over: Parameters<typeof pending>[1] = {}): Booking =>
  confirmed(pending(n, over), { at: NOW + hours * HOUR_MS });

/** The contract suite of the `PartnerMetrics` port. */
export const partnerMetricsTests: PersistenceTests = (harness) => {
  const list = (query: Partial<MetricsQuery> = {}, now = NOW) =>
    harness().ports.partnerMetrics.list(office, { ...ALL, ...query }, now);
  const numbers = async (query: Partial<MetricsQuery> = {}): Promise<readonly string[]> =>
    (await list(query)).rows.map(({ customerNumber }) => customerNumber);

  describe('US-8, api#metrics: how partners answer', () => {
    it('counts each partner’s bookings, and those of all together', async () => {
      const { ports } = harness();
      const partner = aPartner(OWNER, 'Kochschule');
      await ports.partners.save(partner);
      const reminded = { reminders: { count: 2, lastAt: NOW + DAY_MS } } as const;
      const escalated = { escalation: { at: NOW + 2 * DAY_MS, reason: 'no_answer' } } as const;
      await keep(
        ports.bookings,
        ...[1, 2, 3].map((n) => answeredAfter(n, 2 * n)),
        declined(pending(4), { at: NOW + 10 * HOUR_MS }),
        pending(5, { ...reminded, ...escalated, details: { eventStart: NOW - 1 } }),
        cancelled(pending(6), { answer: aConfirmation }),
        answeredAfter(7, 30, { customerNumber: STRANGER }),
      );
      const own: ResponseMetrics = {
        bookings: 6,
        confirmed: 3,
        declined: 1,
        cancelled: 1,
        unanswered: 1,
        confirmationRate: 3 / 5,
        medianAnswerMs: 5 * HOUR_MS,
        p90AnswerMs: expect.closeTo(8.8 * HOUR_MS, 3) as number,
        reminders: 2,
        escalations: 1,
        takenBack: 0,
        keptRate: null,
      };
      const { rows, total, overall } = await list();
      expect(total).toBe(2);
      expect(rows[0]).toStrictEqual({ customerNumber: OWNER, partner, metrics: own });
      expect(rows[1]).toMatchObject({
        customerNumber: STRANGER,
        partner: null,
        metrics: { bookings: 1, confirmed: 1, confirmationRate: null, medianAnswerMs: 30 * HOUR_MS },
      });
      expect(overall).toMatchObject({
        bookings: 7,
        confirmed: 4,
        confirmationRate: 4 / 6,
        medianAnswerMs: 6 * HOUR_MS,
      });
      expect(await ports.partnerMetrics.ofPartner(office, OWNER, ALWAYS, NOW)).toStrictEqual(own);
    });

    it('api#kept-promises: counts what was taken back, and how much of what was confirmed still holds', async () => {
      const { bookings, partnerMetrics } = harness().ports;
      const takenBack = { takenBackAt: NOW + HOUR_MS };
      await keep(
        bookings,
        ...[1, 2, 3].map((n) => answeredAfter(n, 2)),
        pending(4, takenBack),
        declined(pending(5, takenBack)),
        cancelled(pending(6, takenBack)),
        pending(7, { ...takenBack, historic: true }),
        declined(pending(8)),
        pending(9, { ...takenBack, customerNumber: STRANGER }),
      );
      const own = { confirmed: 3, takenBack: 3, keptRate: 0.5 };
      expect(await partnerMetrics.ofPartner(office, OWNER, ALWAYS, NOW)).toMatchObject(own);
      expect((await list()).overall).toMatchObject({ takenBack: 4, keptRate: 3 / 7 });
      expect(await partnerMetrics.weeks(office, null, ALWAYS, NOW)).toMatchObject([{ metrics: { takenBack: 4 } }]);
      expect(await numbers({ sort: { key: 'kept', descending: false } })).toEqual([OWNER, STRANGER]);
    });

    it('portal#own-figures: a partner sees their own, and nothing of others', async () => {
      const { bookings, partnerMetrics } = harness().ports;
      await keep(bookings, answeredAfter(1, 2), answeredAfter(2, 2, { customerNumber: STRANGER }));
      const mine = partnerScope(OWNER);
      expect((await partnerMetrics.ofPartner(mine, OWNER, ALWAYS, NOW)).bookings).toBe(1);
      expect((await partnerMetrics.ofPartner(mine, STRANGER, ALWAYS, NOW)).bookings).toBe(0);
      expect(await partnerMetrics.weeks(mine, STRANGER, ALWAYS, NOW)).toEqual([]);
      expect(await partnerMetrics.weeks(mine, null, ALWAYS, NOW)).toMatchObject([{ metrics: { bookings: 1 } }]);
    });

    it('booking#before-go-live: bookings from before go-live do not count', async () => {
      await keep(
        harness().ports.bookings,
        ...oneOfEach(1, { historic: true }),
        pending(9, { customerNumber: STRANGER }),
      );
      expect(await numbers()).toEqual([STRANGER]);
      const { bookings } = await harness().ports.partnerMetrics.ofPartner(office, OWNER, ALWAYS, NOW);
      expect(bookings).toBe(0);
      expect(await harness().ports.partnerMetrics.weeks(office, OWNER, ALWAYS, NOW)).toEqual([]);
    });

    it('a booking is unanswered from the instant its event starts', async () => {
      await keep(harness().ports.bookings, pending(1, { details: { eventStart: NOW } }));
      expect((await list({}, NOW - 1)).overall.unanswered).toBe(0);
      expect((await list({}, NOW)).overall.unanswered).toBe(1);
    });

    it('a period holds the days on which bookings came in, both included, in the configured time zone', async () => {
      const at = (iso: string) => ({ createdAt: Date.parse(iso), announcedAt: null, clockStartedAt: NOW });
      await keep(
        harness().ports.bookings,
        pending(1, at('2025-03-29T22:59:59.999Z')),
        // The clocks are set forward on this Sunday: in Berlin it has 23 hours.
        pending(2, at('2025-03-29T23:00:00.000Z')),
        pending(3, at('2025-03-30T21:59:59.999Z')),
        pending(4, at('2025-03-30T22:00:00.000Z')),
      );
      const bookings = async (from: string | null, to: string | null) => (await list({ from, to })).overall.bookings;
      expect(await bookings('2025-03-30', '2025-03-30')).toBe(2);
      expect(await bookings('2025-03-30', null)).toBe(3);
      expect(await bookings(null, '2025-03-30')).toBe(3);
      expect(await bookings('2025-03-31', '2025-03-30')).toBe(0);
      expect(await bookings(null, null)).toBe(4);
    });

    it('a partner without bookings in the period is included', async () => {
      const { ports } = harness();
      await ports.partners.save(aPartner(OWNER, 'Kochschule'));
      await keep(ports.bookings, pending(1));
      const { rows, overall } = await list({ from: '2030-01-01' });
      expect(rows).toMatchObject([{ customerNumber: OWNER, metrics: { bookings: 0, medianAnswerMs: null } }]);
      expect(overall).toStrictEqual(responseMetrics([]));
    });

    it('finds by any part of name or number, ignoring case and accents', async () => {
      const { partners } = harness().ports;
      await partners.save(aPartner('P-1', 'Café Größe'));
      await partners.save(aPartner('P-2', '100 % Wein'));
      await partners.save(aPartner('Q-3', 'Pasta_Bar'));
      await keep(harness().ports.bookings, pending(1, { customerNumber: asCustomerNumber('P-404') }));
      expect(await numbers({ search: 'cafe grosse' })).toEqual(['P-1']);
      expect(await numbers({ search: 'p-' })).toEqual(['P-2', 'P-1', 'P-404']);
      expect(await numbers({ search: '%' })).toEqual(['P-2']);
      expect(await numbers({ search: '_' })).toEqual(['Q-3']);
      const none = await list({ search: 'nichts' });
      expect(none).toStrictEqual({ rows: [], total: 0, overall: responseMetrics([]) });
    });

    it('the metrics over all follow the search', async () => {
      await keep(harness().ports.bookings, pending(1), pending(2, { customerNumber: STRANGER }));
      expect((await list({ search: OWNER })).overall.bookings).toBe(1);
    });

    it('reminders#hard-bounce: finds those whose address is marked', async () => {
      const { partners } = harness().ports;
      await partners.save(
        aPartner('P-1', 'A', { email: 'a@example.org', addressMark: { at: NOW, reason: 'bounced' } }),
      );
      await partners.save(aPartner('P-2', 'B'));
      expect(await numbers({ bounced: true })).toEqual(['P-1']);
    });

    it('sorts both ways; missing values are last, ties are sorted by number, pages follow each other', async () => {
      const { ports } = harness();
      for (const n of [1, 2, 3, 4]) await ports.partners.save(aPartner(`P-${n}`, n === 1 ? 'Zander' : 'Ähre'));
      const of = (n: number, customerNumber: string, hours: number) =>
        answeredAfter(n, hours, { customerNumber: asCustomerNumber(customerNumber) });
      await keep(ports.bookings, of(1, 'P-1', 9), of(2, 'P-3', 1), of(3, 'P-4', 9), of(4, 'P-4', 9));
      const sorted = (key: MetricsQuery['sort']['key'], descending: boolean) => numbers({ sort: { key, descending } });
      expect(await sorted('name', false)).toEqual(['P-2', 'P-3', 'P-4', 'P-1']);
      expect(await sorted('bookings', true)).toEqual(['P-4', 'P-1', 'P-3', 'P-2']);
      expect(await sorted('median', false)).toEqual(['P-3', 'P-1', 'P-4', 'P-2']);
      expect(await sorted('median', true)).toEqual(['P-1', 'P-4', 'P-3', 'P-2']);
      expect(await numbers({ limit: 3, page: 2 })).toEqual(['P-1']);
      expect((await list({ limit: 3, page: 3 })).total).toBe(4);
    });

    it('weeks begin on Monday in the configured time zone, earliest first, of one partner or of all', async () => {
      const at = (iso: string, over = {}) => ({ createdAt: Date.parse(iso), ...over });
      await keep(
        harness().ports.bookings,
        pending(1, at('2025-03-09T22:59:59Z')),
        pending(2, at('2025-03-09T23:00:00Z')),
        answeredAfter(3, 2, at('2025-03-12T10:00:00Z')),
        pending(4, at('2024-12-30T10:00:00Z', { customerNumber: STRANGER })),
      );
      const weeks = async (customerNumber: CustomerNumber | null, period = ALWAYS) => {
        const found = await harness().ports.partnerMetrics.weeks(office, customerNumber, period, NOW);
        return found.map(({ week, metrics }) => [week, metrics.bookings, metrics.medianAnswerMs]);
      };
      const first = ['2025-03-03', 1, null];
      const second = ['2025-03-10', 2, 2 * HOUR_MS];
      expect(await weeks(OWNER)).toEqual([first, second]);
      expect(await weeks(null)).toEqual([['2024-12-30', 1, null], first, second]);
      expect(await weeks(null, { from: '2025-03-10', to: '2025-03-11' })).toEqual([['2025-03-10', 1, null]]);
    });
  });

  it('api#kept-figures: from fifty answers on, percentiles over all time are at most 5 % off', async () => {
    const minutes = [...Array(60).keys()].map((n) => Math.round(1.2 ** n));
    const all = minutes.map((after, n) => answeredAfter(n, after / 60, n < 55 ? {} : { customerNumber: STRANGER }));
    await keep(harness().ports.bookings, ...all);
    const exactly = (of: readonly Booking[]) => responseMetrics(of.map((booking) => responseRecord(booking, NOW)));
    const near = (value: number | null, exact: number | null) => {
      expect(Math.abs((value ?? 0) / (exact ?? 0) - 1)).toBeLessThanOrEqual(0.05);
    };
    const { rows, overall } = await list();
    const [own, other] = rows.map(({ metrics }) => metrics);
    for (const [measured, exact] of [
      [own, exactly(all.slice(0, 55))],
      [overall, exactly(all)],
    ] as const) {
      near(measured?.medianAnswerMs ?? null, exact.medianAnswerMs);
      near(measured?.p90AnswerMs ?? null, exact.p90AnswerMs);
    }
    expect(other).toStrictEqual(exactly(all.slice(55)));
    expect(await harness().ports.partnerMetrics.ofPartner(office, OWNER, ALWAYS, NOW)).toStrictEqual(own);
  });

  it('equals the rule’s numbers for any bookings', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(someBookings(), fc.integer({ min: 0, max: 20 }), async (bookings, daysLater) => {
        await harness().reset();
        await agrees(harness(), bookings, NOW + daysLater * DAY_MS);
      }),
      { numRuns: 15 },
    );
  });
};

/** Compares every partner's metrics, and those over all, with the pure rule. */
async function agrees({ ports }: PersistenceHarness, bookings: readonly Booking[], now: number): Promise<void> {
  await keep(ports.bookings, ...bookings);
  const counting = bookings.filter(({ historic }) => !historic);
  const rule = (of: readonly Booking[]): ResponseMetrics =>
    responseMetrics(of.map((booking) => responseRecord(booking, now)));
  const { rows, overall } = await ports.partnerMetrics.list(office, ALL, now);
  const expected = [...new Set(counting.map(({ customerNumber }) => customerNumber))].sort();
  expect(rows.map(({ customerNumber }) => customerNumber)).toEqual(expected);
  for (const { customerNumber, metrics } of rows) {
    expect(metrics).toStrictEqual(rule(counting.filter((booking) => booking.customerNumber === customerNumber)));
  }
  expect(overall).toStrictEqual(rule(counting));
}

/** Up to forty bookings of three partners, of every status, answered at any millisecond within weeks. */
function someBookings(): fc.Arbitrary<readonly Booking[]> {
  const drawn = fc.record({
    customerNumber: fc.constantFrom('P-1', 'P-2', 'P-3'),
    historic: fc.boolean(),
    status: fc.constantFrom('pending', 'confirmed', 'declined', 'cancelled'),
    answeredAfter: fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 40 * DAY_MS }) }, fc.constant(0)),
    clockStartedAt: fc.integer({ min: NOW - 300 * DAY_MS, max: NOW + 300 * DAY_MS }),
    eventStart: fc.option(fc.integer({ min: NOW, max: NOW + 20 * DAY_MS })),
    reminded: fc.constantFrom<0 | 1 | 2>(0, 1, 2),
    escalated: fc.boolean(),
    seldom: fc.integer({ min: 0, max: 5 }),
  });
  return fc.array(drawn, { maxLength: 40 }).map((all) =>
    all.map((of, n): Booking => {
      const booking = pending(n, {
        customerNumber: asCustomerNumber(of.customerNumber),
        historic: of.historic && of.seldom === 0,
        clockStartedAt: of.clockStartedAt,
        reminders: { count: of.reminded, lastAt: of.reminded === 0 ? null : of.clockStartedAt },
        escalation: of.escalated ? { at: of.clockStartedAt, reason: 'no_answer' } : null,
        details: { eventStart: of.eventStart },
      });
      const at = of.clockStartedAt + of.answeredAfter;
      switch (of.status) {
        case 'confirmed':
          return confirmed(booking, { at });
        case 'declined':
          return declined(booking, { at });
        case 'cancelled':
          return cancelled(booking, { answer: of.seldom < 3 ? declined(booking, { at }).answer : null });
        default:
          return booking;
      }
    }),
  );
}

/** Runs the contract suite on an adapter of `PartnerMetrics`. */
export function partnerMetricsContract(name: string, open: OpenPersistence): void {
  persistenceSuite(`PartnerMetrics: ${name}`, open, partnerMetricsTests);
}
