import { asOrderId, asOrderItemId, MINUTE_MS, managerScope } from '@miomente/booking-domain';
import { anOrder, anOrderItem } from '@miomente/booking-domain/testing';
import { describe, expect, test } from 'vitest';
import type { AcceptedSend } from './mail-send-rules.ts';
import { outboxWith } from './outbox.ts';
import { sendGridServer } from './setup.ts';

const server = await sendGridServer();
const OFFICE = managerScope('office@example.org');
/** Longer than any wait after a first failure. */
const SOON_MS = MINUTE_MS;

const idOf = (mail: AcceptedSend): string => mail.personalizations[0]?.custom_args?.['message_id'] ?? '';
const kindOf = (mail: AcceptedSend): string => mail.personalizations[0]?.custom_args?.['mail_kind'] ?? '';
const kinds = (): readonly string[] => server.accepted.map(kindOf);
const messageIds = (): ReadonlySet<string> => new Set(server.accepted.map(idOf));
const names = (mail: AcceptedSend, course: number): boolean => JSON.stringify(mail).includes(`Kurs Nr. ${course}.`);
/** The courses that a mail names, in the sequence of their numbers. */
const coursesIn = (mail: AcceptedSend, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => i + 1).filter((n) => names(mail, n));
const all = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i + 1);

/** The requests of one order with `count` courses, in one bundle, and beside them one of another order. */
function outboxOf(count: number, timeoutMs = 60_000) {
  const items = all(count).map((n) =>
    anOrderItem({ itemId: asOrderItemId(n), productId: n, sku: `K-${n}`, name: `Kurs Nr. ${n}.` }),
  );
  const other = anOrderItem({ itemId: asOrderItemId(9_999), sku: 'OTHER', name: 'Anderer Kurs' });
  const orders = [anOrder({ items }), anOrder({ orderId: asOrderId(2_002), orderNumber: '100000002', items: [other] })];
  return outboxWith(server, orders, { timeoutMs });
}

describe('delivery#bundles · mails about several bookings through SendGrid', () => {
  test('F12 429 with Retry-After: no call before that time, then the whole bundle in one mail', async () => {
    const { clock, deliverDue, states } = await outboxOf(5);
    server.failFor((mail) =>
      kindOf(mail) === 'several_requests'
        ? { type: 'answer', status: 429, headers: { 'Retry-After': '120' } }
        : undefined,
    );
    await deliverDue();
    expect(kinds()).toEqual(['confirmation_request']);
    const calls = server.requests.length;
    clock.advance(2 * MINUTE_MS - 1);
    expect(await deliverDue()).toEqual([]);
    expect(server.requests).toHaveLength(calls);
    server.failFor(() => undefined);
    clock.advance(SOON_MS);
    await deliverDue();
    expect(server.accepted.slice(1).map((mail) => coursesIn(mail, 5))).toEqual([all(5)]);
    expect(await states()).toEqual(Array(6).fill('done'));
  });

  test.each([
    ['500', { type: 'answer', status: 500 }],
    ['503', { type: 'answer', status: 503 }],
    ['no answer', { type: 'hang' }],
    ['a reset', { type: 'reset' }],
    ['a drip', { type: 'drip' }],
  ] as const)('F13 %s for a bundle: other mails are sent, and it is tried again in one piece', async (_, how) => {
    const { clock, deliverDue, states } = await outboxOf(4, 2_000);
    server.failFor((mail) => (kindOf(mail) === 'several_requests' ? how : undefined));
    await deliverDue();
    expect(kinds()).toEqual(['confirmation_request']);
    expect((await states()).filter((state) => state === 'queued')).toHaveLength(4);
    server.failFor(() => undefined);
    clock.advance(SOON_MS);
    await deliverDue();
    expect(server.accepted.slice(1).map((mail) => coursesIn(mail, 4))).toEqual([all(4)]);
    expect(await states()).toEqual(Array(5).fill('done'));
  });

  test('F14 accepted, but the answer is cut: the copy has the same message id and the same bookings', async () => {
    const { clock, deliverDue, states } = await outboxOf(4);
    server.failFor((mail) => (kindOf(mail) === 'several_requests' ? { type: 'cut' } : undefined));
    await deliverDue();
    server.failFor(() => undefined);
    clock.advance(SOON_MS);
    await deliverDue();
    const bundled = server.accepted.filter((mail) => kindOf(mail) === 'several_requests');
    expect(bundled.map((mail) => coursesIn(mail, 4))).toEqual([all(4), all(4)]);
    expect(new Set(bundled.map(idOf)).size).toBe(1);
    expect(messageIds().size).toBe(2);
    expect(await states()).toEqual(Array(5).fill('done'));
  });

  test('F15 400 for one booking of a bundle of 100: 99 are sent, one is kept with the reason and can be sent again', async () => {
    const { clock, ports, deliverDue, states } = await outboxOf(100);
    const body = { errors: [{ message: 'Bad Request for Mara Muster', field: 'content' }] };
    server.failFor((mail) => (names(mail, 42) ? { type: 'answer', status: 400, body } : undefined));
    await deliverDue();
    expect(kinds()).toEqual(['confirmation_request']);
    await deliverDue();
    expect(kinds()).toEqual(Array(100).fill('confirmation_request'));
    expect((await states()).filter((state) => state !== 'done')).toEqual(['dead']);
    const { rows } = await ports.deliveries.dead(OFFICE, { page: 1, limit: 10 });
    expect(rows).toMatchObject([{ bookingId: 42, attempts: 2 }]);
    expect(rows[0]?.reason).toContain('(content)');
    expect(rows[0]?.reason).not.toMatch(/Mara|Muster/);
    server.failFor(() => undefined);
    expect(await ports.deliveries.resend(OFFICE, rows[0]?.id ?? 0, clock.now())).toBe(true);
    await deliverDue();
    expect(server.accepted.slice(-1).map((mail) => coursesIn(mail, 100))).toEqual([[42]]);
    expect(messageIds().size).toBe(101);
  });
});
