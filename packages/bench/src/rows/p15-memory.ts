import autocannon from 'autocannon';
import type { Bench } from '../bench.ts';
import { CONNECTIONS } from '../measure/load.ts';
import { memoryOf } from '../measure/memory.ts';
import { manyBookings } from '../stage/bookings.ts';
import { startPortal } from '../stage/portal.ts';

/** As many as a full run has the time for. Memory is looked at after a tenth of them, and at the end. */
const MAX_REQUESTS = 100_000;
const EARLY = 0.1;

/** P15: whether memory grows with requests: lists of partners in turn, with their tokens, limits and sessions. */
export const memory: Bench = {
  row: 'P15',
  what: 'memory after many lists',
  run: async (stage) => {
    const { url, ordinary } = await manyBookings(stage, stage.bookings);
    const portal = await startPortal(stage, url);
    try {
      const shots = await Promise.all(
        ordinary.map(async (number) => ({
          method: 'GET' as const,
          path: '/api/partner/bookings?limit=1',
          headers: { authorization: await portal.authorization(number) },
        })),
      );
      const ask = async (amount: number): Promise<void> => {
        const result = await autocannon({ url: portal.url, connections: CONNECTIONS, amount, requests: shots });
        if (result.errors > 0 || result['2xx'] === 0) throw new Error(`${result.errors} requests failed.`);
      };
      const all = Math.min(MAX_REQUESTS, stage.bookings);
      await ask(all * EARLY);
      const other = memoryOf(portal.pid).now;
      await ask(all * (1 - EARLY));
      const ours = memoryOf(portal.pid).now;
      const count = (n: number): string => n.toLocaleString('en');
      return [
        {
          row: 'P15',
          what: `memory after ${count(all)} requests`,
          unit: 'MB',
          ours,
          other,
          against: `after ${count(all * EARLY)}`,
          ratio: ours / other,
          goal: { atMost: 1.2 },
        },
      ];
    } finally {
      await portal.stop();
    }
  },
};
