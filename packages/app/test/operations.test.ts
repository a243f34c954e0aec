import { expect, it } from 'vitest';
import { anyPort, SECRETS } from './support/environment.ts';
import { processesOnOneDatabase } from './support/processes.ts';
import { Visitor } from './support/visitor.ts';

const METRICS_SECRET = 'metrics-of-the-tests-long-enough-for-anything';
const METRICS_PORT = String(await anyPort());
const { startHttp, startScheduler, shop, orderDesk, pool, mailAbout } = await processesOnOneDatabase({
  METRICS_SECRET,
  METRICS_PORT,
});
const http = await startHttp();
const scheduler = await startScheduler();

const metricsOf = async (url: string, secret = METRICS_SECRET) => {
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${secret}` } });
  return { status: answer.status, text: await answer.text() };
};
interface Line {
  readonly event?: string;
  readonly requestId?: string;
  readonly [field: string]: unknown;
}
const linesOf = (output: string): Line[] =>
  output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line);

/** Announces an order with a request id of the sender. @returns the HTTP status and the id in the answer */
async function announceAs(requestId: string, orderId: number): Promise<readonly [number, string | null]> {
  const answer = await fetch(`${http.url}/api/webhooks/new-order`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${SECRETS.WEBHOOK_SECRET}`,
      'content-type': 'application/json',
      'x-request-id': requestId,
    },
    body: JSON.stringify({ order_id: orderId }),
  });
  await answer.arrayBuffer();
  return [answer.status, answer.headers.get('x-request-id')];
}

it('the id of a webhook’s request is in the log line of the mail it caused', async () => {
  const { orderId } = await shop.placeOrder({ seed: 1 });
  expect(await announceAs('n8n:execution-42', orderId)).toEqual([200, 'n8n:execution-42']);
  await scheduler.said(/"event":"delivery","deliveryId":\d+,"requestId":"n8n:execution-42","outcome":"done"/);
  expect(linesOf(http.output())).toContainEqual(
    expect.objectContaining({ requestId: 'n8n:execution-42', route: '/api/webhooks/new-order', status: 200 }),
  );
});

it('an awaited order passes on the id: from the webhook to the fetch to the mail', async () => {
  const { orderId } = await shop.placeOrder({ seed: 2 });
  await orderDesk.setState(orderId, 'pending_payment');
  expect(await announceAs('n8n:execution-43', orderId)).toEqual([202, 'n8n:execution-43']);
  await orderDesk.setState(orderId, 'processing');
  await pool.query('update graphile_worker._private_jobs set run_at = now()');
  await scheduler.said(/"event":"awaited_order_fetched","orderId":\d+,"requestId":"n8n:execution-43"/);
  await scheduler.said(/"event":"delivery","deliveryId":\d+,"requestId":"n8n:execution-43","outcome":"done"/);
});

it('api#health: HTTP and scheduler each show their own counts, and both show the database’s', async () => {
  const web = await metricsOf(http.url);
  expect(web.status).toBe(200);
  expect(web.text).toMatch(/_count\{method="POST",route="\/api\/webhooks\/new-order",status="200"\} 1/);
  expect(web.text).toMatch(/provider="order_source",operation="by_id",outcome="ok"\} 2/);
  const background = await metricsOf(`http://127.0.0.1:${METRICS_PORT}`);
  expect(background.text).toMatch(/provider="mailer",operation="send",outcome="ok"\} \d/);
  expect(background.text).toMatch(/booking_deliveries_total\{outcome="done"\} \d/);
  expect(background.text).toMatch(/booking_loop_last_success_timestamp_seconds\{loop="reconcile"\} \d/);
  for (const { text } of [web, background]) {
    expect(text).toMatch(/booking_outbox_jobs\{kind="send_mail",state="ready"\} \d/);
    expect(text).toMatch(/booking_database_up 1/);
    expect(text).toMatch(/booking_database_connections\{pool="queue",state="idle"\} \d/);
  }
});

it('links#visits-kept: visits to links are counted by how they came and what they led to', async () => {
  const { rows } = await pool.query<{ id: number }>(
    'select id::int from miomente_partner_portal_booking_confirmations order by id limit 1',
  );
  const { letter } = await mailAbout(rows[0]?.id ?? 0, 'confirmation_request');
  const link = letter?.text.match(/\/api\/confirm\/[0-9a-f]{64}/)?.[0] ?? 'no link';
  const partner = new Visitor(http.url);
  const page = await partner.open(link);
  const mark = /name="mark" value="([^"]+)"/.exec(page.text)?.[1] ?? 'no mark';
  expect((await partner.send(link, { mark, trap: '1' })).status).toBe(200);
  await partner.open(link);
  const text = async () => (await metricsOf(http.url)).text;
  expect(await text()).toMatch(/^booking_link_visits_total\{kind="click",verdict="ask"\} 2$/m);
  expect(await text()).toMatch(/^booking_link_visits_total\{kind="press",verdict="ask"\} 1$/m);
  expect(await text()).not.toMatch(/^booking_link_visits_total\{.*verdict="confirm"/m);
});

it('the scheduler’s own server requires the secret for metrics, and reports its health', async () => {
  const url = `http://127.0.0.1:${METRICS_PORT}`;
  expect((await metricsOf(url, 'another secret')).status).toBe(401);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  expect((await fetch(`${url}/dashboard`)).status).toBe(404);
});
