import { asCustomerNumber } from '@miomente/booking-domain';
import type { Bench } from '../bench.ts';
import { compared, requireSame } from '../measure/finding.ts';
import { requestsPerSecond, type Shot } from '../measure/load.ts';
import { pgbenchPerSecond } from '../measure/pgbench.ts';
import { manyBookings } from '../stage/bookings.ts';
import { peerOn, statementsOf } from '../stage/peers.ts';
import { portalOn } from '../stage/portal.ts';
import type { Stage } from '../stage/stage.ts';

const LIST = '/api/partner/bookings';

/** The product's list and its other sides, after their answers have been compared. */
async function sidesOf(stage: Stage) {
  return stage.part('sides of the list', async () => {
    const { url, ordinary } = await manyBookings(stage, stage.bookings);
    const portal = await portalOn(stage, url);
    const first = ordinary[0] ?? asCustomerNumber('');
    const authorization = await portal.authorization(first);
    const statements = await statementsOf(stage, url, first, async (spied) => {
      const response = await fetch(`${spied.url}${LIST}`, { headers: { authorization } });
      if (response.status !== 200) throw new Error(`The list is answered ${response.status}.`);
      await response.arrayBuffer();
    });
    const shots: Shot[] = await Promise.all(
      ordinary.map(async (number) => ({
        path: LIST,
        headers: { authorization: await portal.authorization(number), 'x-partner': number },
      })),
    );
    const peer = async (kind: 'bare' | 'fastify'): Promise<string> => {
      const address = await peerOn(stage, kind, url, statements);
      const headers = { authorization, 'x-partner': first };
      const json = async (base: string) => (await fetch(`${base}${LIST}`, { headers })).json() as Promise<unknown>;
      const ours = (await json(portal.url)) as { data: { bookings: readonly { id: number }[] } };
      const other = (await json(address)) as { rows: readonly { id: number }[] };
      requireSame(
        `the list of ${kind}`,
        ours.data.bookings.map(({ id }) => id),
        other.rows.map(({ id }) => id),
      );
      return address;
    };
    return { url, portal, shots, peer, statements, ordinary };
  });
}

/** P1: what the product costs beside the bare statements over HTTP. */
export const bareFloor: Bench = {
  row: 'P1',
  what: 'list as JSON',
  run: async (stage) => {
    const { portal, shots, peer, statements } = await sidesOf(stage);
    const against = `node:http with its ${statements.length} statements`;
    return [
      await compared(
        { row: 'P1', what: bareFloor.what, unit: 'req/s', against, goal: { atLeast: 0.8 } },
        { ours: requestsPerSecond(portal.url, shots), other: requestsPerSecond(await peer('bare'), shots) },
      ),
    ];
  },
};

/** P2: the same beside another framework that checks as much. */
export const frameworkFloor: Bench = {
  row: 'P2',
  what: 'list as JSON',
  run: async (stage) => {
    const { portal, shots, peer } = await sidesOf(stage);
    return [
      await compared(
        {
          row: 'P2',
          what: frameworkFloor.what,
          unit: 'req/s',
          against: 'Fastify with pg, token and query checked',
          goal: { atLeast: 0.95 },
        },
        { ours: requestsPerSecond(portal.url, shots), other: requestsPerSecond(await peer('fastify'), shots) },
      ),
    ];
  },
};

/** P18: the same beside the statements alone, without a program between. */
export const statementFloor: Bench = {
  row: 'P18',
  what: 'list as JSON',
  run: async (stage) => {
    const { url, portal, shots, statements, ordinary } = await sidesOf(stage);
    return [
      await compared(
        {
          row: 'P18',
          what: statementFloor.what,
          unit: 'req/s',
          against: 'pgbench, the same statements',
          goal: { atLeast: 0.5 },
        },
        {
          ours: requestsPerSecond(portal.url, shots),
          other: await pgbenchPerSecond(await stage.folder(), url, statements, ordinary.length),
        },
      ),
    ];
  },
};
