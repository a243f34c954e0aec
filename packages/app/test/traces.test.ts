import { fileURLToPath } from 'node:url';
import { SpanKind, type SpanStatusCode } from '@opentelemetry/api';
import { expect, it, vi } from 'vitest';
import { canariesIn } from './support/canaries.ts';
import { SECRETS } from './support/environment.ts';
import { processesOnOneDatabase } from './support/processes.ts';

interface Span {
  readonly name: string;
  readonly kind: SpanKind;
  readonly traceId: string;
  readonly spanId: string;
  readonly parent: string | null;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly status: { readonly code: SpanStatusCode };
}

const { startHttp, startScheduler, shop, bookingsOf, mailAbout, tokenOf } = await processesOnOneDatabase({
  NODE_OPTIONS: `--import ${fileURLToPath(new URL('./children/spans.mjs', import.meta.url))}`,
  RECONCILE_MINUTES: '60',
});

const spansIn = (output: string): readonly Span[] =>
  [...output.matchAll(/^span (.+)$/gm)].map(([, span = '']) => JSON.parse(span));

it('running#traces: request, job and provider’s call are one trace over two processes, and name nobody', async () => {
  const [http, scheduler] = await Promise.all([startHttp(), startScheduler()]);
  const { orderId, customer } = await shop.placeOrder({ seed: 5 });
  const [sender, traceId] = ['c'.repeat(16), 'd'.repeat(32)];
  const answer = await fetch(`${http.url}/api/webhooks/new-order?name=Gelbschnabel`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${SECRETS.WEBHOOK_SECRET}`,
      'content-type': 'application/json',
      'x-request-id': 'r-of-the-webhook',
      traceparent: `00-${traceId}-${sender}-01`,
      baggage: 'customer=Gelbschnabel',
    },
    body: JSON.stringify({ order_id: orderId }),
  });
  expect(answer.status).toBe(200);
  const [booking] = await bookingsOf(orderId);
  if (booking === undefined) return expect.fail('There is no booking.');
  await mailAbout(booking.id, 'confirmation_request');
  await fetch(`${http.url}/api/confirm/${tokenOf(booking)}`);

  const { inTrace, all } = await vi.waitFor(() => {
    const all = [...spansIn(http.output()), ...spansIn(scheduler.output())];
    const inTrace = all.filter((span) => span.traceId === traceId);
    expect(inTrace.map(({ name }) => name)).toEqual(expect.arrayContaining(['job deliver', 'mailer send']));
    expect(all.map(({ name }) => name)).toContain('GET /api/confirm/:token');
    return { inTrace, all };
  }, 30_000);
  const named = (name: string): Span => inTrace.find((span) => span.name === name) ?? expect.fail(`No span ${name}.`);

  const request = named('POST /api/webhooks/new-order');
  expect(request).toMatchObject({
    kind: SpanKind.SERVER,
    parent: sender,
    attributes: {
      'http.request.method': 'POST',
      'http.route': '/api/webhooks/new-order',
      'http.response.status_code': 200,
      'booking.request_id': 'r-of-the-webhook',
    },
  });
  expect(named('order_source by_id')).toMatchObject({ kind: SpanKind.CLIENT, parent: request.spanId });
  const job = named('job deliver');
  expect(job).toMatchObject({
    kind: SpanKind.CONSUMER,
    parent: request.spanId,
    attributes: { 'booking.job': 'deliver', 'booking.request_id': 'r-of-the-webhook' },
  });
  expect(named('mailer send')).toMatchObject({ kind: SpanKind.CLIENT, parent: job.spanId });
  // The log still has the request's id alone.
  expect(scheduler.output()).toContain('"requestId":"r-of-the-webhook"');

  const { email, lastName } = customer;
  const { confirmation_token: digest } = booking;
  expect(
    canariesIn({ email, lastName, digest, token: tokenOf(booking), foreign: 'Gelbschnabel' }, JSON.stringify(all)),
  ).toEqual([]);
});
