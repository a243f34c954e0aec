import { expect, it } from 'vitest';
import { anyPort, SECRETS } from './support/environment.ts';
import { processesOnOneDatabase } from './support/processes.ts';

const METRICS_SECRET = 'metrics-of-the-tests-long-enough-for-anything';
const METRICS_PORT = String(await anyPort());
const { startHttp, startScheduler, shop, orderDesk, pool } = await processesOnOneDatabase({
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

it('the scheduler’s own server requires the secret for metrics, and reports its health', async () => {
  const url = `http://127.0.0.1:${METRICS_PORT}`;
  expect((await metricsOf(url, 'another secret')).status).toBe(401);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  expect((await fetch(`${url}/dashboard`)).status).toBe(404);
});
