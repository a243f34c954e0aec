import { asOrderId, asOrderItemId, MINUTE_MS, managerScope, type OutboxMessage } from '@miomente/booking-domain';
import { freshDatabase } from '@miomente/booking-testing';
import { beforeEach, expect, test } from 'vitest';
import { createPostgresPorts } from '../src/index.ts';
import { creating, mail, pendingNumber } from './given.ts';
import { postgresHarness } from './harness.ts';

const { pool } = await freshDatabase();
const harness = postgresHarness(pool);
let requestId: string | null = null;
const ports = createPostgresPorts(pool, { timeZone: 'Europe/Berlin', requestId: () => requestId });

beforeEach(async () => {
  await harness.reset();
  requestId = 'n8n:run-7';
});

const AT = 1_750_000_000_000;
const office = managerScope('office@example.org');
/** The request behind each queued job. */
const requests = async () => (await harness.jobs()).map(({ payload }) => payload.requestId);
const queued = async (...messages: readonly OutboxMessage[]): Promise<number> => {
  await ports.bookings.commitAll([creating(pendingNumber(1), messages)]);
  return (await harness.deliveryRows())[0]?.id ?? 0;
};

test('a booking’s messages carry the id of the request that caused them', async () => {
  await queued(mail('receipt'), { type: 'open_ticket', reason: 'event_near' });
  expect(await requests()).toEqual(['n8n:run-7', 'n8n:run-7']);
});

test('without a request there is no id, and the payload has none', async () => {
  requestId = null;
  const deliveryId = await queued(mail('receipt'));
  expect((await harness.jobs()).map(({ payload }) => payload)).toEqual([{ deliveryId }]);
});

test('a delivery that must wait keeps the id of its cause', async () => {
  const id = await queued(mail('receipt'));
  requestId = 'another request';
  const attempt = await ports.deliveries.begin(id, AT);
  const later = { type: 'later', afterMs: MINUTE_MS, reason: 'busy', failed: true } as const;
  await ports.deliveries.finish({ id, attempt: attempt?.attempt ?? 0 }, later, AT);
  expect(await requests()).toEqual(['n8n:run-7']);
});

test('one that is sent again has the id of the manager’s request', async () => {
  const id = await queued(mail('receipt'));
  await ports.deliveries.begin(id, AT);
  await ports.deliveries.finish({ id, attempt: 1 }, { type: 'dead', reason: 'refused' }, AT);
  await pool.query('delete from graphile_worker._private_jobs');
  requestId = 'the office';
  expect(await ports.deliveries.resend(office, id, AT)).toBe(true);
  expect(await requests()).toEqual(['the office']);
});

test('so do login mails, tickets for flagged items and awaited orders', async () => {
  const { order: _, token, ...booking } = pendingNumber(1);
  await ports.logins.request({
    email: 'kurse@example.org',
    language: 'de',
    next: '/',
    token,
    browser: null,
    at: booking.createdAt,
  });
  const order = { orderId: asOrderId(1), orderItemId: asOrderItemId(2), orderNumber: '100' };
  const item = {
    order,
    reason: 'no_partner',
    detail: null,
    courseName: 'Kurs',
    eventStart: null,
    flaggedAt: AT,
  } as const;
  await ports.flaggedOrderItems.flag(item, { withTicket: true });
  await ports.awaitedOrders.fetchAfter(asOrderId(7), 1, MINUTE_MS);
  expect(await requests()).toEqual(['n8n:run-7', 'n8n:run-7', 'n8n:run-7']);
});
