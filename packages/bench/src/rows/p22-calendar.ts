import { createHash } from 'node:crypto';
import type { Bench } from '../bench.ts';
import { compared } from '../measure/finding.ts';
import { requestsPerSecond, type Shot } from '../measure/load.ts';
import { manyBookings } from '../stage/bookings.ts';
import { peerOn } from '../stage/peers.ts';
import { startPortal } from '../stage/portal.ts';

/** Its token is a digest of the partner's number. */
const tokenOf = (number: string): string => digestOf(`calendar of ${number}`);
const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** P22: an ordinary partner's calendar, which a calendar program has already. */
export const calendar: Bench = {
  row: 'P22',
  what: 'calendar feed answered 304',
  run: async (stage) => {
    const { url, pool, ordinary } = await manyBookings(stage, stage.bookings, 'calendar');
    await pool.query(
      `INSERT INTO miomente_partner_portal_calendar_feeds (customer_number, token_digest, made_at)
       SELECT *, now() FROM unnest($1::text[], $2::text[])`,
      [ordinary, ordinary.map((number) => digestOf(tokenOf(number)))],
    );
    const portal = await startPortal(stage, url);
    try {
      // Each partner's program asks for its own: who asked so often for one would be limited.
      const shots: Shot[] = [];
      for (const number of ordinary) {
        const path = `/calendar/${tokenOf(number)}.ics`;
        const response = await fetch(`${portal.url}${path}`);
        await response.arrayBuffer();
        shots.push({ path, headers: { 'if-none-match': response.headers.get('etag') ?? '' } });
      }
      const peer = await peerOn(stage, 'bare', url, [{ text: 'SELECT 1 AS one', values: [] }]);
      const measure = {
        row: 'P22',
        what: calendar.what,
        unit: 'ms',
        against: 'SELECT 1 over node:http',
        goal: { atMost: 1.5 },
      };
      const perRequest = (side: () => Promise<number>) => async () => 1_000 / (await side());
      return [
        await compared(measure, {
          ours: perRequest(requestsPerSecond(portal.url, shots, 304)),
          other: perRequest(requestsPerSecond(peer, [{ path: '/', headers: {} }])),
        }),
      ];
    } finally {
      await portal.stop();
    }
  },
};
