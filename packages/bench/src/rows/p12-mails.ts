import { setTimeout as wait } from 'node:timers/promises';
import { Logger, run, runMigrations } from 'graphile-worker';
import type { Bench, Finding } from '../bench.ts';
import { interleave, median } from '../measure/interleave.ts';
import { manyBookings } from '../stage/bookings.ts';
import { AT_ONCE, answering, withScheduler } from '../stage/working.ts';

const LATENCY_MS = 200;
const MAILS = 160;
const ROUNDS = 5;
const SINGLE = 8;
/** Between two mails, so that each is asked for at rest. */
const REST_MS = 50;
const rest = (): Promise<void> => wait(REST_MS);

/** P12: how near the mails come to what latency and concurrency allow. */
export const mails: Bench = {
  row: 'P12',
  what: `mails to a stub of ${LATENCY_MS} ms, ${AT_ONCE} at once`,
  run: async (stage) => {
    const { pool, url } = await manyBookings(stage, stage.bookings, 'mails');
    const { confirm } = await answering(pool);
    const ours = await withScheduler(stage, url, LATENCY_MS, async (stub) => {
      const perSecond: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const before = stub.arrived.length;
        await confirm(MAILS);
        // Confirming them takes the machine's time, too; what is counted is what leaves afterwards.
        const from = stub.arrived.length;
        await stub.until(before + MAILS);
        const first = stub.arrived[from] ?? 0;
        const last = stub.arrived[before + MAILS - 1] ?? 0;
        perSecond.push((1_000 * (before + MAILS - 1 - from)) / (last - first));
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
    const { confirm } = await answering(pool);
    const plain = await stage.database('pickup');
    await runMigrations({ connectionString: plain.url });
    let begun = (): void => undefined;
    const runner = await run({
      connectionString: plain.url,
      concurrency: AT_ONCE,
      noHandleSignals: true,
      logger: new Logger(() => () => {}),
      taskList: { measured: async () => begun() },
    });
    try {
      return await withScheduler(stage, url, 0, async (stub) => {
        const oneMail = async (): Promise<number> => {
          await rest();
          const next = stub.arrived.length + 1;
          await confirm(1);
          const committed = performance.now();
          await stub.until(next);
          return Math.max(0, (stub.arrived[next - 1] ?? 0) - committed);
        };
        const oneJob = async (): Promise<number> => {
          await rest();
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
