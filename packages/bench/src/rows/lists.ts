import {
  type BookingFilter,
  managerScope,
  NO_FILTER,
  type PartnerScope,
  partnerScope,
  type Scope,
  systemScope,
} from '@miomente/booking-domain';
import { createPostgresPorts } from '@miomente/booking-postgres';
import type { Bench, Finding, Goal } from '../bench.ts';
import { compared, each, p95Of, requireSame } from '../measure/finding.ts';
import { type ManyBookings, manyBookings } from '../stage/bookings.ts';

const timeZone = 'Europe/Berlin';
const TABLE = 'miomente_partner_portal_booking_confirmations';
const FEW = 10_000;
const TIMES = 60;
const LIMIT = 20;

const portsOf = ({ pool }: ManyBookings) => createPostgresPorts(pool, { timeZone });
type Ports = ReturnType<typeof portsOf>;

const page = (ports: Ports, scope: PartnerScope, filter: Partial<BookingFilter> = {}, at = 1) =>
  ports.bookings.list(scope, { ...NO_FILTER, ...filter, page: at, limit: LIMIT }, Date.now());

/** The nth of the ordinary partners, so that no side has them in memory alone. */
const ordinaryOf = ({ ordinary }: ManyBookings, n: number): PartnerScope => {
  const number = ordinary[(n * 37) % ordinary.length];
  if (number === undefined) throw new Error('There are no partners.');
  return partnerScope(number);
};

const FILTERS: Readonly<Record<string, Partial<BookingFilter>>> = {
  'no filter': {},
  pending: { status: 'pending' },
  confirmed: { status: 'confirmed' },
  'a search': { search: 'lindgrun' },
};

/** P3: what growth costs a list, of a partner of average size and of the largest. */
export const growth: Bench = {
  row: 'P3',
  what: 'list, 95th percentile, by number of bookings',
  run: async (stage) => {
    const [many, few] = [await manyBookings(stage, stage.bookings), await manyBookings(stage, FEW)];
    const [full, small] = [portsOf(many), portsOf(few)];
    const findings: Finding[] = [];
    for (const [name, filter] of Object.entries(FILTERS)) {
      const measure = { row: 'P3', unit: 'ms', against: `${FEW.toLocaleString('en')} bookings`, goal: { atMost: 2 } };
      findings.push(
        await compared(
          { ...measure, what: `${name}, an ordinary partner` },
          {
            ours: p95Of(TIMES, (n) => page(full, ordinaryOf(many, n), filter)),
            other: p95Of(TIMES, (n) => page(small, ordinaryOf(few, n), filter)),
          },
        ),
        await compared(
          { ...measure, what: `${name}, the largest partner` },
          {
            ours: p95Of(TIMES, () => page(full, partnerScope(many.largest), filter)),
            other: p95Of(TIMES, () => page(small, partnerScope(few.largest), filter)),
          },
        ),
      );
    }
    return findings;
  },
};

/** P4: what a late page costs. */
export const latePage: Bench = {
  row: 'P4',
  what: 'a late page of the largest partner',
  run: async (stage) => {
    const many = await manyBookings(stage, stage.bookings);
    const ports = portsOf(many);
    const scope = partnerScope(many.largest);
    const { total } = await page(ports, scope);
    const late = Math.min(500, Math.floor(total / LIMIT));
    const { rows } = await page(ports, scope, {}, late);
    requireSame(`page ${late}`, rows.length, LIMIT);
    const measure = { row: 'P4', unit: 'ms', what: `page ${late}`, against: 'page 1', goal: { atMost: 5 } };
    const sides = {
      ours: each(TIMES, () => page(ports, scope, {}, late)),
      other: each(TIMES, () => page(ports, scope)),
    };
    return [await compared(measure, sides)];
  },
};

const ROWS = `
  SELECT *
  FROM ${TABLE} WHERE customer_number = $1 AND status = 'confirmed' AND event_start IS NOT NULL
  ORDER BY event_start DESC, id DESC LIMIT ${LIMIT}`;
const SUMMARY = `SELECT count(*)::int AS total FROM ${TABLE} WHERE customer_number = $1 AND status = 'confirmed'`;

/** P5: what total and summary cost beside the rows. */
export const summary: Bench = {
  row: 'P5',
  what: 'list with total and summary',
  run: async (stage) => {
    const many = await manyBookings(stage, stage.bookings);
    const { pool, largest } = many;
    const ports = portsOf(many);
    const rowsAlone = (number: string) => pool.query({ name: 'bench_rows', text: ROWS, values: [number] });
    const { rows } = await pool.query(SUMMARY, [largest]);
    requireSame('the total', (await page(ports, partnerScope(largest), { status: 'confirmed' })).total, rows[0]?.total);
    const measure = (what: string, goal: Goal | null) =>
      ({ row: 'P5', what, unit: 'ms', against: 'its rows alone, by name', goal }) as const;
    return [
      await compared(measure('confirmed of ordinary partners', { atMost: 1.3 }), {
        ours: each(TIMES, (n) => page(ports, ordinaryOf(many, n), { status: 'confirmed' })),
        other: each(TIMES, (n) => rowsAlone(ordinaryOf(many, n).customerNumber)),
      }),
      await compared(measure('confirmed of the largest partner', null), {
        ours: each(TIMES, () => page(ports, partnerScope(largest), { status: 'confirmed' })),
        other: each(TIMES, () => rowsAlone(largest)),
      }),
    ];
  },
};

/** P6: what a search takes beside a scan of all: the office's by the index of texts, a partner's by reading their own. */
export const search: Bench = {
  row: 'P6',
  what: 'search of an order number',
  run: async (stage) => {
    const many = await manyBookings(stage, stage.bookings);
    const { pool } = many;
    const ports = portsOf(many);
    const office = managerScope('office@example.org');
    const partner = ordinaryOf(many, 1);
    const found = async (scope: Scope, text: string): Promise<number> =>
      (await ports.bookings.list(scope, { ...NO_FILTER, search: text, page: 1, limit: LIMIT }, Date.now())).total;
    const { rows } = await page(ports, partner);
    const theirs = rows[0]?.order.orderNumber ?? '';
    const any = String(100_000_000 + Math.floor(stage.bookings / 2));
    const scan = async (where: string, ...values: readonly string[]): Promise<number> => {
      const client = await pool.connect();
      try {
        await client.query('BEGIN; SET LOCAL enable_indexscan = off; SET LOCAL enable_bitmapscan = off');
        const all = await client.query(`SELECT id::float8 AS id FROM ${TABLE} WHERE ${where}`, [...values]);
        return all.rows.length;
      } finally {
        await client.query('ROLLBACK');
        client.release();
      }
    };
    const scanAll = () => scan('search_text LIKE $1', `%${any}%`);
    const scanTheirs = () =>
      scan('search_text LIKE $1 AND customer_number = $2', `%${theirs}%`, partner.customerNumber);
    requireSame('what the office finds', await found(office, any), await scanAll());
    requireSame('what the partner finds', await found(partner, theirs), await scanTheirs());
    const measure = { row: 'P6', unit: 'ms', against: 'a scan of all', goal: { atMost: 1 / 50 } };
    return [
      await compared(
        { ...measure, what: `${search.what}, by the office` },
        { ours: each(3, () => found(office, any)), other: each(1, scanAll) },
      ),
      await compared(
        { ...measure, what: `${search.what}, by an ordinary partner` },
        { ours: each(20, () => found(partner, theirs)), other: each(1, scanTheirs) },
      ),
    ];
  },
};

/** P8 and P20: what is asked again and again, however much there is. */
export const quietSweep: Bench = {
  row: 'P8',
  what: 'a look for due bookings when none is due',
  run: async (stage) => {
    const { pool, ...many } = await manyBookings(stage, stage.bookings);
    const ports = portsOf({ pool, ...many });
    const scope = systemScope('measuring');
    const past = Date.now() - 3 * 365 * 86_400_000;
    const claim = { sweep: null, after: null, limit: 500, forMs: 1, others: 'left' } as const;
    requireSame('what is due', (await ports.bookings.claimDue(scope, past, claim)).bookings.length, 0);
    const measure = { row: 'P8', what: quietSweep.what, unit: 'ms', against: 'SELECT 1', goal: { atMost: 3 } };
    const sides = {
      ours: each(500, () => ports.bookings.claimDue(scope, past, claim)),
      other: each(500, () => pool.query('SELECT 1')),
    };
    return [await compared(measure, sides)];
  },
};

const METRICS = {
  from: null,
  to: null,
  search: '',
  bounced: false,
  sort: { key: 'name', descending: false },
  page: 1,
  limit: 50,
} as const;
const MAX_MS = 300;

export const metrics: Bench = {
  row: 'P20',
  what: 'how all partners answer, all time',
  run: async (stage) => {
    const [many, few] = [await manyBookings(stage, stage.bookings), await manyBookings(stage, FEW)];
    const office = managerScope('office@example.org');
    const list = (ports: Ports) => () => ports.partnerMetrics.list(office, METRICS, Date.now());
    const measure = { row: 'P20', what: metrics.what, unit: 'ms' } as const;
    const against = `${FEW.toLocaleString('en')} bookings`;
    const grown = await compared(
      { ...measure, against, goal: { atMost: 3 } },
      { ours: each(1, list(portsOf(many))), other: each(1, list(portsOf(few))) },
    );
    const { ours } = grown;
    return [
      grown,
      { ...measure, ours, other: MAX_MS, against: 'the limit', ratio: ours / MAX_MS, goal: { atMost: 1 } },
    ];
  },
};
