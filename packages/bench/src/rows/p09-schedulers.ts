import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type pg from 'pg';
import type { Bench } from '../bench.ts';
import { requireSame } from '../measure/finding.ts';
import { interleave, timed } from '../measure/interleave.ts';
import { manyBookings } from '../stage/bookings.ts';
import { makeDue } from '../stage/due.ts';
import { command, productEnvironment } from '../stage/product.ts';

const AUDIT = 'miomente_partner_portal_booking_audit';
const PROCESSES = 3;

/** P9: several processes over what is due, beside one. Each takes about a second to start, on both sides. */
export const schedulers: Bench = {
  row: 'P9',
  what: 'sweep by several processes',
  run: async (stage) => {
    const { pool, url } = await manyBookings(stage, stage.bookings, 'sweep');
    const env = productEnvironment(url, await stage.folder());
    const sweep = () => promisify(execFile)(process.execPath, [command('sweep')], { env });
    let due = 0;
    let double = 0;
    const perSecond = async (processes: number): Promise<number> => {
      due = await makeDue(pool);
      const before = await newest(pool);
      const ms = await timed(() => Promise.all(Array.from({ length: processes }, sweep)));
      const { steps, bookings } = await stepsAfter(pool, before);
      requireSame(`bookings of ${processes}`, bookings, due);
      double += steps - bookings;
      return (1_000 * due) / ms;
    };
    const { ours, other } = await interleave({ ours: () => perSecond(PROCESSES), other: () => perSecond(1) });
    const what = `${schedulers.what}: ${PROCESSES}, ${due.toLocaleString('en')} bookings`;
    return [
      { row: 'P9', what, unit: 'bookings/s', ours, other, against: 'one', ratio: ours / other, goal: { atLeast: 1.2 } },
      {
        row: 'P9',
        what: 'bookings advanced twice',
        unit: 'steps',
        ours: double,
        other: 1,
        against: 'a single one',
        ratio: double,
        goal: { atMost: 0 },
      },
    ];
  },
};

async function newest(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(`SELECT coalesce(max(id), 0)::text AS id FROM ${AUDIT}`);
  return rows[0]?.id ?? '0';
}

async function stepsAfter(pool: pg.Pool, id: string): Promise<{ readonly steps: number; readonly bookings: number }> {
  const { rows } = await pool.query<{ steps: number; bookings: number }>(
    `SELECT count(*)::int AS steps, count(DISTINCT booking_id)::int AS bookings FROM ${AUDIT}
     WHERE id > $1::bigint AND type = 'reminded'`,
    [id],
  );
  return rows[0] ?? { steps: 0, bookings: 0 };
}
