import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import type { Bench } from '../bench.ts';
import { requireSame } from '../measure/finding.ts';
import { forgetPeak, memoryOf } from '../measure/memory.ts';
import { manyBookings } from '../stage/bookings.ts';
import { startPortal } from '../stage/portal.ts';

const MAX_WAIT_MS = 50;
const ASKED_EVERY_MS = 5;
const LIST = '/api/manager/bookings?attention=rebooking';

/** P21: what a file of all declined bookings costs others; 87,000 of a million. */
export const files: Bench = {
  row: 'P21',
  what: 'CSV of all declined bookings',
  run: async (stage) => {
    const { url, pool } = await manyBookings(stage, stage.bookings);
    const portal = await startPortal(stage, url);
    try {
      const headers = { accept: 'text/csv', authorization: await portal.office() };
      // At rest, once it has answered everything once.
      await read(portal.url, headers);
      await wait(1_000);
      const rest = memoryOf(portal.pid).now;
      forgetPeak(portal.pid);
      const watch = watchHealth(portal.url);
      const rows = await read(portal.url, headers);
      const longest = await watch.end();
      const { peak } = memoryOf(portal.pid);
      requireSame('the rows of all parts', rows, await declinedOf(pool));
      const what = `${files.what}: ${rows.toLocaleString('en')}`;
      const measure = { row: 'P21', what } as const;
      return [
        {
          ...measure,
          unit: 'MB',
          ours: peak,
          other: rest,
          against: 'memory at rest',
          ratio: peak / rest,
          goal: { atMost: 1.3 },
        },
        {
          ...measure,
          unit: 'ms',
          ours: longest,
          other: MAX_WAIT_MS,
          against: 'the longest that /healthz may wait',
          ratio: longest / MAX_WAIT_MS,
          goal: { atMost: 1 },
        },
      ];
    } finally {
      await portal.stop();
    }
  },
};

async function declinedOf(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ declined: number }>(
    `SELECT count(*)::int AS declined FROM miomente_partner_portal_booking_confirmations
     WHERE status = 'declined' AND NOT historic`,
  );
  return rows[0]?.declined ?? 0;
}

/** Reads a list's file, and those that follow it by their `Link`. @returns how many rows they have */
async function read(url: string, headers: Readonly<Record<string, string>>): Promise<number> {
  let rows = 0;
  for (let next: string | undefined = LIST; next !== undefined; ) {
    const response: Response = await fetch(`${url}${next}`, { headers });
    if (response.status !== 200 || response.body === null) throw new Error(`The file is answered ${response.status}.`);
    let lines = 0;
    for await (const chunk of response.body) for (const byte of chunk) if (byte === LINE_END) lines += 1;
    rows += lines - 1;
    next = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
  }
  return rows;
}

/** No text of the made-up bookings has one. */
const LINE_END = '\n'.charCodeAt(0);

/** Asks for the health again and again. @returns what ends it and gives the longest wait, in milliseconds */
function watchHealth(url: string): { end(): Promise<number> } {
  let longest = 0;
  let ended = false;
  const asking = (async () => {
    while (!ended) {
      const started = performance.now();
      await (await fetch(`${url}/healthz`)).arrayBuffer();
      longest = Math.max(longest, performance.now() - started);
      await wait(ASKED_EVERY_MS);
    }
  })();
  return {
    end: async () => {
      ended = true;
      await asking;
      return longest;
    },
  };
}
