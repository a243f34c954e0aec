import { setTimeout as wait } from 'node:timers/promises';
import type { Bench } from '../bench.ts';
import { compared } from '../measure/finding.ts';
import { p95OfRequests } from '../measure/load.ts';
import { manyBookings } from '../stage/bookings.ts';
import { startMailStub } from '../stage/mail-stub.ts';
import { portalOn } from '../stage/portal.ts';
import { AT_ONCE, answering, withScheduler } from '../stage/working.ts';

const LATENCY_MS = 50;
const TICKETS = AT_ONCE / 2;
const STUCK_AFTER_MS = 1_500;

/** P13: lists while every worker waits for mail and ticket servers that never answer, beside lists while they do. */
export const hungServers: Bench = {
  row: 'P13',
  what: 'list, 95th percentile, with mail and ticket servers hung',
  run: async (stage) => {
    const { pool, url, ordinary } = await manyBookings(stage, stage.bookings, 'mails');
    const { confirm, decline } = await answering(pool);
    const portal = await portalOn(stage, url);
    const shots = await Promise.all(
      ordinary.map(async (number) => ({
        path: '/api/partner/bookings',
        headers: { authorization: await portal.authorization(number) },
      })),
    );
    const p95 = p95OfRequests(portal.url, shots);
    const desk = await startMailStub(null);
    stage.atEnd(async () => desk.close());
    const odoo = { ODOO_URL: desk.url, ODOO_DB: 'stub', ODOO_USERNAME: 'stub', ODOO_API_KEY: 'stub-stub-stub-stub' };
    const measure = {
      row: 'P13',
      what: hungServers.what,
      unit: 'ms',
      against: 'while they answer',
      goal: { atMost: 1.1 },
    };
    return withScheduler(
      stage,
      url,
      LATENCY_MS,
      async (mails) => {
        const healthy = async (): Promise<number> => {
          // What it answers is no ticket, so that these are put off.
          for (const server of [mails, desk]) server.answerAfter(LATENCY_MS);
          await confirm(AT_ONCE);
          await wait(STUCK_AFTER_MS);
          return p95();
        };
        const hung = async (): Promise<number> => {
          for (const server of [mails, desk]) server.answerAfter(null);
          await decline(TICKETS);
          await confirm(AT_ONCE);
          // By then each worker has a mail or ticket that nobody answers.
          await wait(STUCK_AFTER_MS);
          return p95();
        };
        return [await compared(measure, { ours: hung, other: healthy })];
      },
      odoo,
    );
  },
};
