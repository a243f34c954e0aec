import { asOrderId, asOrderItemId, MINUTE_MS, managerScope } from '@miomente/booking-domain';
import { type Around, anOrder, anOrderItem } from '@miomente/booking-domain/testing';
import { describe, expect, test } from 'vitest';
import type { AcceptedSend } from './mail-send-rules.ts';
import { outboxWith } from './outbox.ts';
import { sendGridServer } from './setup.ts';

const server = await sendGridServer();
const OFFICE = managerScope('office@example.org');

const messageIds = (): readonly string[] =>
  server.accepted.map((mail) => mail.personalizations[0]?.custom_args?.['message_id'] ?? '');
const isAbout = (mail: AcceptedSend, bookingId: number): boolean =>
  mail.personalizations[0]?.custom_args?.['booking_id'] === String(bookingId);

/** An outbox with a confirmation request for each of `count` orders, delivered through SendGrid. */
function outboxOf(count: number, different: Parameters<typeof outboxWith>[2] = {}) {
  const orders = Array.from({ length: count }, (_, i) =>
    anOrder({
      orderId: asOrderId(i + 1),
      orderNumber: `1000000${i}`,
      items: [anOrderItem({ itemId: asOrderItemId(i + 1) })],
    }),
  );
  return outboxWith(server, orders, different);
}

describe('the outbox through SendGrid', () => {
  test('F12 429 with Retry-After: no call before that time, and no mail is lost', async () => {
    const { clock, deliverDue } = await outboxOf(1);
    server.failNext({ type: 'answer', status: 429, headers: { 'Retry-After': '120' } });
    expect(await deliverDue()).toMatchObject([{ type: 'later', failed: true }]);
    clock.advance(2 * MINUTE_MS - 1);
    expect(await deliverDue()).toEqual([]);
    expect(server.requests).toHaveLength(1);
    clock.advance(MINUTE_MS);
    expect(await deliverDue()).toMatchObject([{ type: 'done', providerId: 'sg-1' }]);
  });

  test.each([
    ['500', { type: 'answer', status: 500 }],
    ['503', { type: 'answer', status: 503 }],
    ['no answer', { type: 'hang' }],
    ['a reset', { type: 'reset' }],
    ['a drip', { type: 'drip' }],
  ] as const)('F13 %s for one mail: the others are sent, and it is tried again', async (_, how) => {
    const { clock, deliverDue } = await outboxOf(6, { timeoutMs: 2_000 });
    server.failFor((mail) => (isAbout(mail, 3) ? how : undefined));
    const outcomes = await deliverDue();
    expect(outcomes.filter(({ type }) => type === 'done')).toHaveLength(5);
    expect(outcomes.filter(({ type }) => type === 'later')).toMatchObject([{ failed: true }]);
    server.failFor(() => undefined);
    clock.advance(MINUTE_MS);
    expect(await deliverDue()).toMatchObject([{ type: 'done' }]);
    expect(new Set(messageIds()).size).toBe(6);
  });

  test('F14 accepted, but the answer is cut: the repeated mail has the same message id', async () => {
    const { clock, deliverDue } = await outboxOf(1);
    server.failNext({ type: 'cut' });
    expect(await deliverDue()).toMatchObject([{ type: 'later', failed: true }]);
    clock.advance(MINUTE_MS);
    await deliverDue();
    expect(messageIds()).toHaveLength(2);
    expect(new Set(messageIds()).size).toBe(1);
  });

  test('F2 killed after the 202 and before it is recorded: one more mail, with the same message id', async () => {
    const worker = { killed: true };
    const around: Around = ({ method }, run) =>
      method.startsWith('finish') && worker.killed ? Promise.reject(new Error('killed')) : run();
    const { persistence, deliver } = await outboxOf(1, { around });
    const [job] = persistence.takeDueJobs();
    if (job?.task !== 'deliver') throw new Error('Expected a delivery.');
    await expect(deliver(job.payload.deliveryId)).rejects.toThrow('killed');
    worker.killed = false;
    expect(await deliver(job.payload.deliveryId)).toMatchObject({ type: 'done' });
    expect(await deliver(job.payload.deliveryId)).toEqual({ type: 'finished_before' });
    expect(messageIds()).toHaveLength(2);
    expect(new Set(messageIds()).size).toBe(1);
  });

  test('F15 400 for one of 100: 99 are sent, one is stored with the reason, and is sent when a person sends it again', async () => {
    const { clock, ports, deliverDue } = await outboxOf(100, { timeoutMs: 60_000 });
    const body = { errors: [{ message: 'Bad Request for Mara Muster', field: 'subject' }] };
    server.failFor((mail) => (isAbout(mail, 42) ? { type: 'answer', status: 400, body } : undefined));
    const outcomes = await deliverDue();
    expect(outcomes.filter(({ type }) => type !== 'done')).toMatchObject([{ type: 'dead' }]);
    const [dead, ...others] = (await ports.deliveries.dead(OFFICE, { page: 1, limit: 10 })).rows;
    expect(others).toEqual([]);
    expect(dead).toMatchObject({ bookingId: 42, attempts: 1 });
    expect(dead?.reason).toContain('(subject)');
    expect(dead?.reason).not.toMatch(/Mara|Muster/);
    server.failFor(() => undefined);
    expect(await ports.deliveries.resend(OFFICE, dead?.id ?? 0, clock.now())).toBe(true);
    expect(await deliverDue()).toMatchObject([{ type: 'done' }]);
    expect(new Set(messageIds()).size).toBe(100);
    expect(messageIds()).toHaveLength(100);
  });
});
