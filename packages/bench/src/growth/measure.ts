import { asCustomerNumber, type BookingId, managerScope, NO_FILTER, partnerScope } from '@miomente/booking-domain';
import { createPostgresPorts } from '@miomente/booking-postgres';
import { type ManyBookings, manyBookings } from '../stage/bookings.ts';
import { makeDue } from '../stage/due.ts';
import type { Stage } from '../stage/stage.ts';
import { confirmOf, sweepOf } from '../stage/use-cases.ts';

/** How long one operation takes with so many bookings, in milliseconds. */
interface Point {
  readonly bookings: number;
  readonly p50: number;
  readonly p95: number;
}

/** What growth costs one operation. */
export interface Curve {
  readonly operation: string;
  readonly points: readonly Point[];
}

interface Operation {
  readonly name: string;
  readonly times: number;
  /** What it does the nth time, on a database. */
  open(many: ManyBookings): Promise<(n: number) => Promise<number>>;
}

const DUE = 500;
const office = managerScope('office@example.org');
const portsOf = ({ pool }: ManyBookings) => createPostgresPorts(pool, { timeZone: 'Europe/Berlin' });

async function timing(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

const listing = (filter: object) => async (many: ManyBookings) => {
  const { bookings } = portsOf(many);
  const query = { ...NO_FILTER, ...filter, page: 1, limit: 20 };
  return (n: number) => {
    const number = many.ordinary[(n * 37) % many.ordinary.length] ?? many.largest;
    return timing(() => bookings.list(partnerScope(number), query, Date.now()));
  };
};

const OPERATIONS: readonly Operation[] = [
  { name: 'list', times: 200, open: listing({}) },
  { name: 'search', times: 200, open: listing({ search: 'lindgrun' }) },
  {
    name: 'confirm',
    times: 60,
    open: async (many) => {
      const confirm = confirmOf(many.pool);
      const { rows } = await many.pool.query<{ id: number; number: string }>(
        `SELECT id::float8 AS id, customer_number AS number FROM miomente_partner_portal_booking_confirmations
         WHERE status = 'pending' AND event_start > now() + interval '1 day' ORDER BY id DESC LIMIT 100`,
      );
      return async (n) => {
        const booking = rows[n];
        if (booking === undefined) throw new Error('There are not enough pending bookings.');
        const scope = partnerScope(asCustomerNumber(booking.number));
        return timing(() => confirm({ scope, id: booking.id as BookingId }));
      };
    },
  },
  {
    name: `sweep of ${DUE}`,
    times: 7,
    open: async (many) => {
      const sweep = sweepOf(many.pool);
      return async () => {
        // Not more pending ones than the smallest database has.
        await makeDue(many.pool, DUE);
        return timing(sweep);
      };
    },
  },
  {
    name: 'metrics, all time',
    times: 20,
    open: async (many) => {
      const { partnerMetrics } = portsOf(many);
      const query = { from: null, to: null, search: '', bounced: false, page: 1, limit: 50 } as const;
      const sort = { key: 'name', descending: false } as const;
      return () => timing(() => partnerMetrics.list(office, { ...query, sort }, Date.now()));
    },
  },
];

/** Measures each operation at each size, the sizes in turn. */
export async function measureGrowth(stage: Stage, sizes: readonly number[]): Promise<readonly Curve[]> {
  const databases: ManyBookings[] = [];
  for (const size of sizes) databases.push(await manyBookings(stage, size, 'growth'));
  const curves: Curve[] = [];
  for (const { name, times, open } of OPERATIONS) {
    stage.say(`${name} …`);
    const sides = [];
    for (const [place, many] of databases.entries())
      sides.push({ bookings: sizes[place] ?? 0, run: await open(many), took: [] as number[] });
    for (let n = 0; n < times; n += 1) {
      for (const { run, took } of sides) {
        const ms = await run(n);
        // The first plans and loads.
        if (n > 0) took.push(ms);
      }
    }
    const points = sides.map(({ bookings, took }) => ({ bookings, p50: nth(took, 0.5), p95: nth(took, 0.95) }));
    curves.push({ operation: name, points });
  }
  return curves;
}

function nth(values: readonly number[], fraction: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * fraction) - 1] ?? 0;
}
