import { spawn } from 'node:child_process';
import { asCustomerNumber, type BookingId, partnerScope } from '@miomente/booking-domain';
import { run, runMigrations } from 'graphile-worker';
import type pg from 'pg';
import type { Bench, Finding } from '../bench.ts';
import { interleave, median } from '../measure/interleave.ts';
import { manyBookings } from '../stage/bookings.ts';
import { type MailStub, startMailStub } from '../stage/mail-stub.ts';
import { ended } from '../stage/portal.ts';
import { command, productEnvironment } from '../stage/product.ts';
import type { Stage } from '../stage/stage.ts';
import { confirmOf } from './work.ts';

const TABLE = 'miomente_partner_portal_booking_confirmations';
const LATENCY_MS = 200;
const AT_ONCE = 10;
const MAILS = 60;
const ROUNDS = 5;
const SINGLE = 8;

/** Confirms bookings of different partners, each of which makes a receipt. */
type Confirm = (count: number) => Promise<void>;

async function confirming(pool: pg.Pool): Promise<Confirm> {
  // Nothing else is due, so that no other mail comes between.
  await pool.query(`UPDATE ${TABLE} SET next_sweep_at = NULL WHERE next_sweep_at IS NOT NULL`);
  const confirm = confirmOf(pool);
  const { rows } = await pool.query<{ id: number; number: string }>(
    `SELECT DISTINCT ON (customer_number) id::float8 AS id, customer_number AS number FROM ${TABLE}
     WHERE status = 'pending' AND NOT historic AND event_start > now() + interval '2 days' ORDER BY customer_number, id`,
  );
  return async (count) => {
    await Promise.all(
      rows.splice(0, count).map(async ({ id, number }) => {
        const { ok } = await confirm({ scope: partnerScope(asCustomerNumber(number)), id: id as BookingId });
        if (!ok) throw new Error(`Booking ${id} was not confirmed.`);
      }),
    );
  };
}

/** A scheduler whose mails go to a stub. */
async function withScheduler<Result>(
  stage: Stage,
  databaseUrl: string,
  latencyMs: number | null,
  work: (stub: MailStub) => Promise<Result>,
): Promise<Result> {
  const stub = await startMailStub(latencyMs);
  const env = {
    ...productEnvironment(databaseUrl, await stage.folder()),
    SENDGRID_API_KEY: 'SG.only-for-measuring',
    SENDGRID_BASE_URL: stub.url,
    WORKER_CONCURRENCY: String(AT_ONCE),
  };
  const child = spawn(process.execPath, [command('scheduler')], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    return await work(stub);
  } finally {
    await ended(child);
    stub.close();
  }
}

/** P12: how near the mails come to what latency and concurrency allow. */
export const mails: Bench = {
  row: 'P12',
  what: `mails to a stub of ${LATENCY_MS} ms, ${AT_ONCE} at once`,
  run: async (stage) => {
    const { pool, url } = await manyBookings(stage, stage.bookings, 'mails');
    const confirm = await confirming(pool);
    const ours = await withScheduler(stage, url, LATENCY_MS, async (stub) => {
      const perSecond: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const before = stub.arrived.length;
        await confirm(MAILS);
        await stub.until(before + MAILS);
        const first = stub.arrived[before] ?? 0;
        const last = stub.arrived[before + MAILS - 1] ?? 0;
        perSecond.push((1_000 * (MAILS - AT_ONCE)) / (last - first));
      }
      return median(perSecond);
    });
    const other = (1_000 * AT_ONCE) / LATENCY_MS;
    const finding: Finding = {
      row: 'P12',
      what: mails.what,
      unit: 'per s',
      ours,
      other,
      against: 'what latency and concurrency allow',
      ratio: ours / other,
      goal: { atLeast: 0.9 },
    };
    return [finding];
  },
};

/** P17: how soon a mail leaves after its commit, at rest, beside how soon the queue's own engine begins a job. */
export const pickup: Bench = {
  row: 'P17',
  what: 'from a commit to the mail’s call, at rest',
  run: async (stage) => {
    const { pool, url } = await manyBookings(stage, stage.bookings, 'mails');
    const confirm = await confirming(pool);
    const plain = await stage.database('pickup');
    await runMigrations({ connectionString: plain.url });
    let begun = (): void => undefined;
    const runner = await run({
      connectionString: plain.url,
      concurrency: AT_ONCE,
      noHandleSignals: true,
      taskList: { measured: async () => begun() },
    });
    try {
      return await withScheduler(stage, url, 0, async (stub) => {
        const oneMail = async (): Promise<number> => {
          const next = stub.arrived.length + 1;
          await confirm(1);
          const committed = performance.now();
          await stub.until(next);
          return Math.max(0, (stub.arrived[next - 1] ?? 0) - committed);
        };
        const oneJob = async (): Promise<number> => {
          let at = 0;
          const beginning = new Promise<void>((resolve) => {
            begun = () => {
              at = performance.now();
              resolve();
            };
          });
          await runner.addJob('measured', {});
          const committed = performance.now();
          await beginning;
          return Math.max(0, at - committed);
        };
        const mean = (one: () => Promise<number>) => async () => {
          let sum = 0;
          for (let n = 0; n < SINGLE; n += 1) sum += await one();
          return sum / SINGLE;
        };
        const { ours, other } = await interleave({ ours: mean(oneMail), other: mean(oneJob) });
        const against = 'graphile-worker’s own pickup';
        return [
          { row: 'P17', what: pickup.what, unit: 'ms', ours, other, against, ratio: ours / other, goal: { atMost: 3 } },
        ];
      });
    } finally {
      await runner.stop();
    }
  },
};
