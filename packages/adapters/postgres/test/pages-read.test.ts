import {
  asCustomerNumber,
  asOrderId,
  type BookingId,
  type CourseDateQuery,
  DAY_MS,
  managerScope,
  NO_FILTER,
  type PastDatesQuery,
  partnerScope,
  type Scope,
  systemScope,
} from '@miomente/booking-domain';
import { freshDatabase } from '@miomente/booking-testing';
import { fillDatabase } from '@miomente/booking-testing/many-bookings';
import pg from 'pg';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { attentionIdsStatement, attentionStatement } from '../src/bookings/attention.ts';
import { claimStatement } from '../src/bookings/claim-due.ts';
import { commitParameters } from '../src/bookings/commit-parameters.ts';
import { COMMIT_STATEMENT } from '../src/bookings/commit-statement.ts';
import { courseDatesStatement } from '../src/bookings/course-dates.ts';
import { listStatement } from '../src/bookings/list-statement.ts';
import { countAnswerableStatement, coursesStatement } from '../src/bookings/lists.ts';
import { pastDatesStatement } from '../src/bookings/past-dates.ts';
import { ofOrdersStatement, replacedByStatement } from '../src/bookings/postgres-bookings.ts';
import { upcomingStatement } from '../src/bookings/sweep-reads.ts';
import { timelineStatement } from '../src/bookings/timeline.ts';
import type { Query } from '../src/database/database.ts';
import { createPostgresPorts } from '../src/index.ts';
import { keptFiguresStatement } from '../src/metrics/metrics-statements.ts';
import { entriesStatement, versionStatement } from '../src/records/calendar-feeds.ts';
import { confirming } from './given.ts';

/** A million by command: EXPLAIN_BOOKINGS=1000000 npx vitest run --project adapters/postgres pages-read */
const BOOKINGS = Number(process.env['EXPLAIN_BOOKINGS'] ?? 50_000);
const PARTNERS = Math.ceil(BOOKINGS / 500);
const now = Date.parse('2026-03-02T09:00:00Z');
const timeZone = 'Europe/Berlin';

const { pool } = await freshDatabase();
const ports = createPostgresPorts(pool, { timeZone });
const { bookings } = ports;
/** Has a tenth of all bookings. */
const largest = partnerScope(asCustomerNumber('P-00001'));
const ordinary = partnerScope(asCustomerNumber('P-00050'));
const office = managerScope('office@example.org');
const system = systemScope('tests of pages read');

beforeAll(async () => {
  await fillDatabase(pool, { bookings: BOOKINGS, partners: PARTNERS, until: now, seed: 8 });
}, 900_000);

const CLAIM = { sweep: null, after: null, limit: 100, forMs: 0, others: 'left' } as const;

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly Plan[];
}

/** What a statement did, under the plan that a session keeps for it, or under one of its own if none is kept. */
async function planOf({ text, values, plannedAnew }: Query): Promise<Plan> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SET LOCAL plan_cache_mode = ${plannedAnew ? 'force_custom_plan' : 'force_generic_plan'}`);
    await client.query(`PREPARE asked AS ${text}`);
    const given = values.length === 0 ? '' : `(${values.map(literal).join(', ')})`;
    const { rows } = await client.query(`EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) EXECUTE asked${given}`);
    return rows[0]['QUERY PLAN'][0].Plan;
  } finally {
    await client.query('ROLLBACK; DEALLOCATE ALL');
    client.release();
  }
}

function literal(value: unknown): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number') return String(value);
  return pg.escapeLiteral(Array.isArray(value) ? `{${value.join(',')}}` : String(value));
}

const nodesOf = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/** Tables that grow with every booking. */
const GROWING = /booking_confirmations|booking_audit|deliveries|settled_orders/;
/** A page, twice, and what of a course or a day a partner may have; never a history. */
const SORTED_AT_MOST = 1_000;

async function expectBounded(query: Query, pages: number): Promise<void> {
  const plan = await planOf(query);
  const nodes = nodesOf(plan);
  const scanned = nodes.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name'] ?? '');
  expect(scanned.filter((name) => GROWING.test(name))).toEqual([]);
  const sorted = nodes.filter((node) => node['Node Type'].endsWith('Sort'));
  const most = Math.max(0, ...sorted.map((node) => node['Actual Rows'] * node['Actual Loops']));
  expect(most).toBeLessThanOrEqual(SORTED_AT_MOST);
  expect(plan['Shared Hit Blocks'] + plan['Shared Read Blocks']).toBeLessThanOrEqual(pages);
}

const list = (scope: Scope, filter: object = {}): Query =>
  listStatement(scope, { ...NO_FILTER, page: 1, limit: 20, ...filter }, { now, timeZone, partners: [] });

const courseDates = (query: Partial<CourseDateQuery>): Query =>
  courseDatesStatement(largest, { ...NO_FILTER, page: 1, limit: 20, ...query }, { now, timeZone });
const pastDates = (beyond: PastDatesQuery['beyond']): Query =>
  pastDatesStatement(largest, { to: '2026-03-01', beyond, limit: 20 }, { now, timeZone });
const midway = { start: now - 365 * DAY_MS, firstId: 1 as BookingId };
const everybody = Array.from({ length: PARTNERS }, (_, n) => asCustomerNumber(`P-${String(n + 1).padStart(5, '0')}`));
const today = new Date(now).toISOString().slice(0, 10);

describe('running#planned-once: however many bookings there are, the plan that is kept reads few pages', () => {
  test.each<readonly [string, Query, number]>([
    ['the list of the largest partner', list(largest), 400],
    ['the list of an ordinary partner', list(ordinary), 400],
    ['the office’s list', list(office), 600],
    ...(['pending', 'confirmed', 'declined', 'cancelled', 'unanswered'] as const).map(
      (status) => [`${status} of the largest partner`, list(largest, { status }), 400] as const,
    ),
    ['the inbox of the largest partner, by course date', courseDates({ status: 'pending' }), 2_500],
    [
      'what lies ahead of the largest partner',
      courseDates({ from: today, andUndated: true, sequence: 'soonest' }),
      800,
    ],
    ['what lies behind the largest partner', pastDates(null), 1_500],
    ['older ones of it', pastDates({ direction: 'older', place: midway }), 1_500],
    ['newer ones of it', pastDates({ direction: 'newer', place: midway }), 1_500],
    ['the version of the largest partner’s calendar', versionStatement(largest, now - 31 * DAY_MS), 600],
    ['the largest partner’s calendar', entriesStatement(largest, now - 31 * DAY_MS), 600],
    ['a day of the largest partner', list(largest, { from: '2026-02-02', to: '2026-02-02' }), 400],
    ['an order number at the largest partner', list(largest, { search: '100000123' }), 400],
    ['escalated', attentionStatement(office, 'escalated', now, { page: 1, limit: 20 }), 2_000],
    ['flagged', attentionStatement(office, 'flagged', now, { page: 1, limit: 20 }), 2_000],
    ['what waits for the largest partner', countAnswerableStatement(largest, now), 200],
    ['the courses of an ordinary partner', coursesStatement(ordinary), 400],
    ['due bookings when none is due', claimStatement(system, now - 1_000 * DAY_MS, CLAIM), 20],
    ['due bookings', claimStatement(system, now + 1_000 * DAY_MS, CLAIM), 2_000],
    ['upcoming orders', upcomingStatement(system, { now, afterOrderId: asOrderId(1), limit: 100 }), 6_000],
    ['the bookings of an order', ofOrdersStatement(system, [asOrderId(500_123)]), 20],
    ['what an order item replaced', replacedByStatement(system, 800_123 as never), 40],
    ['a timeline', timelineStatement(office, 123 as BookingId), 40],
    ['the ids of a file', attentionIdsStatement(office, 'missed', now, { page: 1, limit: 10_000 }), 400],
    ['how all partners answer, over all time', keptFiguresStatement(office, everybody, now), 600],
  ])('%s', async (_, query, pages) => {
    await expectBounded(query, pages);
  });

  /** What the ports themselves send to the database for some work, but for transactions and the table's size. */
  async function sentBy(work: () => Promise<unknown>): Promise<readonly Query[]> {
    const sent = vi.spyOn(pg.Client.prototype, 'query');
    try {
      await work();
      const asked = sent.mock.calls.map(([query]) => query as unknown as Query);
      return asked.filter(({ text, values }) => text !== undefined && values !== undefined);
    } finally {
      sent.mockRestore();
      await pool.query(
        'DELETE FROM miomente_partner_portal_login_sessions; DELETE FROM miomente_partner_portal_deliveries WHERE login_id IS NOT NULL; DELETE FROM miomente_partner_portal_logins',
      );
    }
  }

  const digest = 'ab'.repeat(32);
  const login = {
    email: 'kurse@example.org',
    language: 'de',
    next: '/dashboard',
    token: { digest, nonce: 'cd'.repeat(32), keyId: 'key-1', expiresAt: now + DAY_MS },
    browser: 'ef'.repeat(32),
    at: now,
  } as const;
  const paging = { page: 1, limit: 20 };
  test.each<readonly [string, () => Promise<unknown>, number]>([
    ['a login asked for, with its mail', () => ports.logins.request(login), 120],
    ['a login link opened', () => ports.logins.findByTokenDigest(digest), 20],
    ['a login link pressed', () => ports.logins.press(1, 'session', now), 40],
    ['a login code entered', () => ports.logins.tryCode(login.browser, now), 40],
    ['a page after a login', () => ports.logins.countPage('session', now), 40],
    ['the link of a mail opened', () => bookings.findByTokenDigest(system, digest), 20],
    ['a visit of a link kept', () => ports.linkVisits.openedNear(123 as BookingId, now, DAY_MS), 40],
    ['an answer to a question counted', () => ports.linkVisits.takeAnswer(123 as BookingId, now), 60],
    ['a delivery begun', () => ports.deliveries.begin(123, now), 100],
    ['the mails of bookings', () => ports.deliveries.mailsOf([1, 2, 3] as BookingId[]), 100],
    ['a mail reported by its id', () => ports.deliveries.findByProviderId(system, 'id-of-a-mail'), 20],
    ['what was given up', () => ports.deliveries.dead(office, paging), 100],
  ])('%s', async (_, work, pages) => {
    const sent = await sentBy(work);
    expect(sent.length).toBeGreaterThan(0);
    for (const query of sent) await expectBounded(query, pages);
  });

  test.each([
    ['an ordinary partner, whose bookings are all read', ordinary, false],
    ['the largest partner', largest, true],
  ])('a name searched by %s: the index of texts is asked only where it helps', async (_, scope, asked) => {
    const run = nodesOf(await planOf(list(scope, { search: 'mann' }))).filter((node) => node['Actual Loops'] > 0);
    expect(run.some((node) => node['Index Name'] === 'idx_booking_conf_search')).toBe(asked);
  });

  test('a late page walks all statuses together as far as one alone', async () => {
    const nodes = nodesOf(await planOf(list(largest, { page: 100 })));
    const merged = nodes.find((node) => node['Node Type'] === 'Merge Append' && node['Actual Rows'] === 2_000);
    const walked = (merged?.Plans ?? []).map((node) => node['Actual Rows'] * node['Actual Loops']);
    expect(walked).toHaveLength(4);
    expect(walked.reduce((sum, rows) => sum + rows, 0)).toBeLessThanOrEqual(2_000 + walked.length);
  });

  test('a commit', async () => {
    const { rows } = await bookings.list(largest, { ...NO_FILTER, status: 'pending', page: 1, limit: 1 }, now);
    const [before] = rows;
    if (before === undefined) return expect.fail('Nothing is pending.');
    const parameters = commitParameters([confirming(before)]);
    const values = [...parameters, '00000000-0000-4000-8000-000000000001', 0, null, null, null, null, null];
    await expectBounded({ text: COMMIT_STATEMENT, values }, 400);
  });
});
