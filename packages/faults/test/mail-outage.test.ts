import { asOrderId, asOrderItemId, wallClockAt } from '@miomente/booking-domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { announced, openStage, TIME_ZONE, timePasses, untilReady } from '../src/index.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const stage = await openStage({
  http: 1,
  schedulers: 1,
  variables: { REMINDER_SWEEP_MINUTES: '0.01', RECONCILE_MINUTES: '60' },
});
afterAll(() => stage.end());
beforeAll(() => untilReady(stage));

/** A booking whose event lies that far ahead, the mail provider out of service, and how its time goes by. */
async function orderedWhileDown(leadMs: number) {
  const { mails, orderDesk, pool } = stage;
  mails.setDown(true);
  mails.log.length = 0;
  const { orderId, itemId } = await ofOneCourse();
  await orderDesk.moveDate(asOrderItemId(itemId), wallClockAt(Date.now() + leadMs, TIME_ZONE));
  expect(await announced(stage, asOrderId(orderId))).toBe(200);
  let passedMs = 0;
  const begun = Date.now();
  /** How long after the order. */
  const now = (): number => passedMs + Date.now() - begun;
  return {
    now,
    /** Time passes in steps; what left meanwhile, each with when it was at the latest. */
    pass: async (ms: number, stepMs: number): Promise<readonly (readonly [string, number])[]> => {
      const left: (readonly [string, number])[] = [];
      const until = passedMs + ms;
      while (passedMs < until) {
        const step = Math.min(stepMs, until - passedMs);
        passedMs += step;
        await timePasses(stage, step);
        left.push(...mails.log.splice(0).map(({ kind }) => [kind, now()] as const));
      }
      return left;
    },
    escalation: async (): Promise<string | null> => {
      const { rows } = await pool.query<{ reason: string | null }>(
        'select escalation_reason as reason from miomente_partner_portal_booking_confirmations where magento_order_id = $1',
        [orderId],
      );
      return rows[0]?.reason ?? null;
    },
  };
}

/** An order that becomes one booking. */
async function ofOneCourse(): Promise<{ readonly orderId: number; readonly itemId: number }> {
  for (;;) {
    const { orderId, items } = await stage.shop.placeOrder();
    const [item, ...others] = items;
    if (item !== undefined && others.length === 0) return { orderId, itemId: item.itemId };
  }
}

describe('reminders#spacing delivery#mails-in-order · a mail outage under the running product, its time moved', () => {
  it('of 49 hours: the request, a day later the second reminder, and then the ticket', {
    timeout: 240_000,
  }, async () => {
    const { pass, escalation } = await orderedWhileDown(30 * 24 * HOUR_MS);
    expect(await pass(49 * HOUR_MS, 10 * HOUR_MS)).toEqual([]);
    stage.mails.setDown(false);
    const [request, ...others] = await pass(15 * MINUTE_MS, 15 * MINUTE_MS);
    expect([request?.[0], others]).toEqual(['confirmation_request', []]);
    expect(await pass(23 * HOUR_MS + 50 * MINUTE_MS, 8 * HOUR_MS)).toEqual([]);
    expect(await escalation()).toBeNull();
    const [second, ...more] = await pass(20 * MINUTE_MS, 10 * MINUTE_MS);
    expect([second?.[0], more]).toEqual(['second_reminder', []]);
    expect((second?.[1] ?? 0) - (request?.[1] ?? 0)).toBeGreaterThanOrEqual(24 * HOUR_MS);
    expect(await escalation()).toBe('no_answer');
  });

  it('at short notice: a third apart, and the ticket two hours before', { timeout: 240_000 }, async () => {
    const { pass, escalation } = await orderedWhileDown(6 * HOUR_MS + 2 * MINUTE_MS);
    expect(await pass(130 * MINUTE_MS, 65 * MINUTE_MS)).toEqual([]);
    stage.mails.setDown(false);
    const [request, ...others] = await pass(15 * MINUTE_MS, 15 * MINUTE_MS);
    expect([request?.[0], others]).toEqual(['confirmation_request', []]);
    expect(await pass(90 * MINUTE_MS, 30 * MINUTE_MS)).toEqual([]);
    expect(await escalation()).toBeNull();
    // Two hours before the event the office takes over; the reminder keeps its distance all the same.
    expect(await pass(10 * MINUTE_MS, 10 * MINUTE_MS)).toEqual([]);
    expect(await escalation()).toBe('event_near');
    const [reminder, ...more] = await pass(45 * MINUTE_MS, 15 * MINUTE_MS);
    expect([reminder?.[0], more]).toEqual(['second_reminder', []]);
    expect((reminder?.[1] ?? 0) - (request?.[1] ?? 0)).toBeGreaterThanOrEqual(2 * HOUR_MS);
  });
});
