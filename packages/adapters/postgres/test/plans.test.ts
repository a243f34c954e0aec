import {
  asBookingId,
  asCustomerNumber,
  asOrderId,
  type CustomerNumber,
  DAY_MS,
  managerScope,
  NO_FILTER,
  partnerScope,
  type Scope,
  systemScope,
} from '@miomente/booking-domain';
import { MONDAY } from '@miomente/booking-domain/testing';
import { freshDatabase } from '@miomente/booking-testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { attentionStatement } from '../src/bookings/attention.ts';
import { claimStatement } from '../src/bookings/claim-due.ts';
import { courseDatesStatement } from '../src/bookings/course-dates.ts';
import { listStatement } from '../src/bookings/list-statement.ts';
import { countAnswerableStatement, coursesStatement } from '../src/bookings/lists.ts';
import { bookedPartnersStatement } from '../src/bookings/partners-found.ts';
import { ofOrdersStatement } from '../src/bookings/postgres-bookings.ts';
import { liveKeysStatement, upcomingStatement } from '../src/bookings/sweep-reads.ts';
import { timelineStatement } from '../src/bookings/timeline.ts';
import type { Query } from '../src/database/database.ts';
import { figuresStatement, numbersStatement, weeksStatement } from '../src/metrics/metrics-statements.ts';
import { workloadStatement } from '../src/metrics/postgres-workload.ts';
import { forgetErasedStatement } from '../src/records/kept-answers.ts';

const { pool } = await freshDatabase();
const TABLE = 'miomente_partner_portal_booking_confirmations';
const now = MONDAY + 365 * DAY_MS;
const timeZone = 'Europe/Berlin';
/** Has a tenth of all bookings, like the largest partner; the others share the rest. */
const large = partnerScope(asCustomerNumber('P-0'));
const small = partnerScope(asCustomerNumber('P-7'));
const office = managerScope('office@example.org');
const system = systemScope('tests of plans');

const always = { period: { from: null, to: null }, now, timeZone };

/** 20,000 bookings over two years, a few pending among many answered. */
const FILL = `
  INSERT INTO ${TABLE} (
    magento_order_id, magento_order_item_id, magento_order_increment_id, customer_number, status, confirmation_token,
    token_nonce, token_key, token_expires_at, confirmed_at, confirmed_by, declined_at, declined_by, decline_reason,
    cancelled_at, cancellation_cause, clock_started_at, historic, next_sweep_at, escalated_at, escalation_reason, flags,
    customer_first_name, customer_last_name, customer_email, customer_phone, course_id, course_name, course_sku,
    event_start, participants, price, order_total, currency, order_date, payment_status, search_text, created_at)
  SELECT n / 2, n, (100000000 + n)::text, CASE WHEN n % 10 = 0 THEN 'P-0' ELSE 'P-' || n % 500 END, status,
    encode(sha256(n::text::bytea), 'hex'), encode(sha256(n::text::bytea), 'hex'), 'key', start,
    CASE status WHEN 'confirmed' THEN start END, CASE status WHEN 'confirmed' THEN 'portal' END,
    CASE status WHEN 'declined' THEN start END, CASE status WHEN 'declined' THEN 'portal' END,
    CASE status WHEN 'declined' THEN 'other' END,
    CASE status WHEN 'cancelled' THEN start END, CASE status WHEN 'cancelled' THEN 'refunded' END,
    start, n % 5 = 0, CASE status WHEN 'pending' THEN start END,
    CASE WHEN n % 100 = 0 THEN start END, CASE WHEN n % 100 = 0 THEN 'no_answer' END,
    CASE WHEN n % 200 = 3 THEN '{partner_changed}'::text[] ELSE '{}' END,
    'Mara', 'Muster', 'mara@example.org', '', n % 300, 'Kurs ' || n % 300, 'K', start, 2, 1, 1, 'EUR', start, 'paid',
    'mara muster' || n || ' ' || (100000000 + n)::text, start
  FROM (
    SELECT n, to_timestamp($1::float8 / 1000) + n % 730 * interval '1 day' AS start,
      (ARRAY['confirmed', 'confirmed', 'confirmed', 'cancelled', 'confirmed', 'pending', 'declined'])[1 + n % 7] AS status
    FROM generate_series(1, 20000) AS n
  ) AS planned`;

/** The queries of a first import while the planner has no statistics of the table yet. */
let earlyLooks: readonly Plan[];

beforeAll(async () => {
  await pool.query(FILL, [MONDAY]);
  earlyLooks = await looks(
    ofOrdersStatement(
      system,
      Array.from({ length: 200 }, (_, n) => asOrderId(40 * n)),
    ),
  );
  await pool.query(`
    INSERT INTO miomente_partner_portal_kept_answers (request_key, fingerprint, written, status, body)
    SELECT encode(sha256(n::text::bytea), 'hex'), repeat('a', 64), ARRAY[n], 200, '{}' FROM generate_series(1, 1000) AS n`);
  await pool.query(`VACUUM ANALYZE ${TABLE}, miomente_partner_portal_kept_answers`);
});

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

/** Every read of the bookings by a statement. */
async function looks({ text, values }: Query): Promise<readonly Plan[]> {
  const { rows } = await pool.query(`EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`, [...values]);
  return looksOf(rows[0]['QUERY PLAN'][0].Plan);
}

function looksOf(plan: Plan): readonly Plan[] {
  const all = (of: Plan): readonly Plan[] => [of, ...(of.Plans ?? []).flatMap(all)];
  return all(plan).filter((look) => look['Relation Name'] === TABLE);
}

const list = (scope: Scope, filter: object = {}, page = 1, partners: readonly CustomerNumber[] = []): Query =>
  listStatement(scope, { ...NO_FILTER, page, limit: 20, ...filter }, { now, timeZone, partners });

const courseDatesOf = (scope: typeof large): Query =>
  courseDatesStatement(scope, { ...NO_FILTER, status: 'pending', page: 1, limit: 20 }, { now, timeZone });
const FIRST_CLAIM = { sweep: null, after: null, limit: 500, forMs: 0, others: 'left' } as const;
const courseDate = { course: 7, eventStart: MONDAY + 7 * DAY_MS };

describe('no query reads the whole table of bookings', () => {
  const partners = [
    ['the largest partner', large],
    ['a partner with few', small],
  ] as const;
  const filters = [
    ['a name', { search: 'muster1234' }],
    ['an order number', { search: '100012' }],
    ['a course', { courseId: 7 }],
    ['a day', { from: '2026-03-03', to: '2026-03-03' }],
    ['a status', { status: 'declined' as const }],
  ] as const;

  test.each<readonly [string, Query]>([
    ...partners.map(([name, scope]) => [`the list of ${name}`, list(scope)] as const),
    ...partners.flatMap(([name, scope]) =>
      filters.map(([what, filter]) => [`${what} in the list of ${name}`, list(scope, filter)] as const),
    ),
    ...filters
      .filter(([what]) => what !== 'a status')
      .map(([what, filter]) => [`${what} in the office’s list`, list(office, filter)] as const),
    ...(['escalated', 'missed', 'flagged', 'rebooking'] as const).map(
      (attention) => [attention, attentionStatement(office, attention, now, { page: 1, limit: 20 })] as const,
    ),
    ...partners.map(([name, scope]) => [`what waits for ${name}`, countAnswerableStatement(scope, now)] as const),
    ['a partner’s name in the office’s list', list(office, { search: 'p-7' }, 1, [asCustomerNumber('P-7')])],
    ['which partners have bookings', bookedPartnersStatement(office)],
    ['how much waits for the office', workloadStatement(office, now)],
    ['who has bookings that count', numbersStatement(office)],
    ['how a partner answers', figuresStatement(office, [asCustomerNumber('P-0')], always)],
    ['a partner’s weeks', weeksStatement(office, asCustomerNumber('P-0'), always)],
    ['due bookings', claimStatement(system, now - 300 * DAY_MS, FIRST_CLAIM)],
    ['upcoming orders', upcomingStatement(system, { now, afterOrderId: asOrderId(0), limit: 500 })],
    ['live keys', liveKeysStatement(system, now + 300 * DAY_MS)],
    [
      'the bookings of many orders',
      ofOrdersStatement(
        system,
        Array.from({ length: 4_000 }, (_, n) => asOrderId(n)),
      ),
    ],
    ['courses of a partner', coursesStatement(small)],
    ['answers that show an erased customer', forgetErasedStatement(system)],
    ...partners.map(([name, scope]) => [`course dates of ${name}`, courseDatesOf(scope)] as const),
    ...partners.map(([name, scope]) => [`one course date of ${name}`, list(scope, { courseDate })] as const),
    ['all courses', coursesStatement(office)],
    ['a timeline', timelineStatement(small, asBookingId(7))],
  ])('%s', async (_, query) => {
    expect((await looks(query)).map((look) => look['Node Type'])).not.toContain('Seq Scan');
  });
});

test('orders#none-missed: a first import finds the bookings of its orders by the index, however fast the table grows', () => {
  expect(earlyLooks.length).toBeGreaterThan(0);
  expect(earlyLooks.map((look) => look['Node Type'])).not.toContain('Seq Scan');
});

describe('US-8: metrics are read from their index only', () => {
  const everybody = Array.from({ length: 500 }, (_, n) => asCustomerNumber(`P-${n}`));

  const month = { ...always, period: { from: '2026-03-01', to: '2026-03-31' } };

  // A table this small is read as quickly as its index; at a million bookings the index is a tenth of the table.
  test.each([
    ['of all partners, over a month', figuresStatement(office, everybody, month)],
    ['of one partner', figuresStatement(office, [asCustomerNumber('P-7')], always)],
    ['of one partner, by week', weeksStatement(office, asCustomerNumber('P-7'), always)],
  ])('%s', async (_, { text, values }) => {
    const client = await pool.connect();
    try {
      await client.query('BEGIN; SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off');
      const { rows } = await client.query(`EXPLAIN (FORMAT JSON) ${text}`, [...values]);
      const all = looksOf(rows[0]['QUERY PLAN'][0].Plan);
      expect(new Set(all.map((look) => look['Node Type']))).toEqual(new Set(['Index Only Scan']));
      expect(new Set(all.map((look) => look['Index Name']))).toEqual(new Set(['idx_booking_conf_metrics']));
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });
});

describe('api#list: a page costs its own length', () => {
  /** Rows read for the page itself: the count reads every row of the scope, in its index only. */
  const readFor = async (query: Query): Promise<number> => {
    const walks = (await looks(query)).map(
      (look) => (look['Actual Rows'] + (look['Rows Removed by Filter'] ?? 0)) * look['Actual Loops'],
    );
    return walks
      .toSorted((a, b) => b - a)
      .slice(1)
      .reduce((sum, each) => sum + each, 0);
  };

  test.each([
    ['a partner', large],
    ['the office', office],
  ] as const)('the first page of %s', async (_, scope) => {
    // Nine sections of the list give at most twenty rows each, and twenty are then read completely.
    expect(await readFor(list(scope))).toBeLessThanOrEqual(10 * 20);
  });
});
