import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EVENT_SCHEMAS } from '@miomente/booking-domain';
import { startTcpProxy } from '@miomente/booking-testing';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, expect, it, vi } from 'vitest';
import { dataFolder, SECRETS } from './support/environment.ts';
import { processesOnOneDatabase } from './support/processes.ts';
import { announce, partnerJwt } from './support/product.ts';

interface Received {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly sequence: string;
}

/** Every event in the order in which it came, repetitions among them. */
const received: Received[] = [];
/** Called with each request; the status to answer. */
let status = (): number => 204;
const receiver = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (text: string) => {
    body += text;
  });
  request.on('end', () => {
    const code = status();
    if (code < 300) received.push(JSON.parse(body) as Received);
    response.writeHead(code, code === 429 ? { 'Retry-After': '1' } : {}).end();
  });
});
await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
const proxy = await startTcpProxy(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`);
afterAll(async () => {
  await proxy.stop();
  receiver.closeAllConnections();
  receiver.close();
});

const { startHttp, startScheduler, shop, bookingsOf, pool } = await processesOnOneDatabase({
  EVENTS_URL: proxy.url,
  EVENTS_SIGNING_SECRET: 'signing-secret-of-the-tests-long-enough-for-anything',
  EVENTS_TIMEOUT_SECONDS: '2',
});
const http = await startHttp();
const schedulers = await Promise.all([startScheduler(), startScheduler(), startScheduler()]);

/** What the database says happened, in the order of positions. */
async function happened(): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>(
    'SELECT audit_id::text AS id FROM miomente_partner_portal_events ORDER BY position',
  );
  return rows.map(({ id }) => id);
}
const firsts = (): readonly string[] => [...new Set(received.map(({ id }) => id))];

async function order(seed: number) {
  const { orderId } = await shop.placeOrder({ seed });
  expect(await announce(http.url, orderId)).toBe(200);
  return bookingsOf(orderId);
}

it('events#push · F12 F13 F14 three schedulers, a refusing receiver, cut answers and kills: each event in order, none lost', {
  timeout: 120_000,
}, async () => {
  // The first turn begins with what happens after it.
  await vi.waitFor(
    async () => expect((await pool.query('SELECT FROM miomente_partner_portal_event_push')).rowCount).toBe(1),
    { timeout: 30_000 },
  );
  const before = (await happened()).length;
  let refusals = 1;
  status = () => {
    refusals -= 1;
    return refusals >= 0 ? 429 : 204;
  };
  await order(1);
  await vi.waitFor(() => expect(received.length).toBeGreaterThan(0), { timeout: 30_000 });
  proxy.loseNextAnswer();
  await order(2);
  schedulers[0]?.child.kill('SIGKILL');
  await order(3);
  schedulers[1]?.child.kill('SIGKILL');
  await order(4);
  await vi.waitFor(
    async () => {
      const all = (await happened()).slice(before);
      expect(all.length).toBeGreaterThanOrEqual(8);
      expect(firsts()).toEqual(all);
    },
    { timeout: 90_000, interval: 200 },
  );
  // Two kills and a cut answer.
  expect(received.length - firsts().length).toBeLessThanOrEqual(3);
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  for (const event of received) expect(ajv.validate(EVENT_SCHEMAS[event.type] ?? {}, event), event.type).toBe(true);
});

it('events#pull: the example consumer reads what happened, and goes on where it was', async () => {
  const [booking] = await order(5);
  const folder = dataFolder();
  mkdirSync(folder, { recursive: true });
  const example = new URL('../../../docs/examples/consume-events.mjs', import.meta.url).pathname;
  const consume = async (): Promise<string> =>
    (
      await promisify(execFile)(process.execPath, [example, join(folder, 'state.json')], {
        env: { PORTAL: http.url, EVENTS_READ_SECRET: SECRETS.EVENTS_READ_SECRET, ONCE: '1' },
      })
    ).stdout;
  expect(await consume()).toBe('');
  const confirmed = await fetch(`${http.url}/api/partner/bookings/${booking?.id}/confirm`, {
    method: 'POST',
    headers: { authorization: `Bearer ${partnerJwt(booking?.customer_number ?? '')}` },
  });
  expect(confirmed.status).toBe(200);
  expect(await consume()).toMatch(
    new RegExp(`^\\S+ booking ${booking?.id} \\(order \\d+\\) was confirmed by partner\\n$`),
  );
  expect(await consume()).toBe('');
});
