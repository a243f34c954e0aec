import {
  asOrderId,
  asOrderItemId,
  type Clock,
  DAY_MS,
  HOUR_MS,
  type Job,
  type Mailer,
  MINUTE_MS,
  type OutboxMessage,
  SECOND_MS,
  type TicketDesk,
} from '@miomente/booking-domain';
import {
  aPartner,
  MemoryMailer,
  MemoryOrderSource,
  MemoryTicketDesk,
  MemoryTimer,
  MemoryTokenMint,
  SettableClock,
  useCasesOver,
} from '@miomente/booking-domain/testing';
import { freshDatabase } from '@miomente/booking-testing';
import { beforeEach, describe, expect, test } from 'vitest';
import { creating, keptOne, pendingNumber } from './given.ts';
import { postgresHarness } from './harness.ts';

const { pool } = await freshDatabase();
const harness = postgresHarness(pool);
const { bookings, flaggedOrderItems, logins, partners } = harness.ports;

beforeEach(() => harness.reset());

/** The jobs that are due by the database's clock, taken as a worker would. */
async function takeDue(): Promise<readonly Job[]> {
  const { rows } = await pool.query<Job>(`
    WITH due AS (DELETE FROM graphile_worker._private_jobs WHERE run_at <= now() RETURNING task_id, payload)
    SELECT task.identifier AS task, due.payload
    FROM due JOIN graphile_worker._private_tasks AS task ON task.id = due.task_id`);
  return rows;
}

/** A process with a wrong clock, and external systems that fail. */
function processOff(offMs: number) {
  const clock: Clock = { now: () => Date.now() + offMs };
  const calls: string[] = [];
  const mailbox = new MemoryMailer();
  const desk = new MemoryTicketDesk();
  const shop = new MemoryOrderSource();
  const mailer: Mailer = {
    send: (mail) => {
      calls.push(`mail ${mail.content.kind}`);
      return mailbox.send(mail);
    },
  };
  const ticketDesk: TicketDesk = {
    open: (draft) => {
      calls.push(`open ${draft.type}`);
      return desk.open(draft);
    },
    addressOf: (ticketId) => desk.addressOf(ticketId),
    addNote: (ticketId, note) => {
      calls.push(`note ${note.note.kind}`);
      return desk.addNote(ticketId, note);
    },
    erase: (ticketId, at) => desk.erase(ticketId, at),
  };
  const orders: typeof shop = Object.assign(Object.create(shop), {
    byId: async (id: number) => {
      calls.push(`order ${id}`);
      return undefined;
    },
  });
  const { deliver, fetchAwaitedOrder, receiveOrder } = useCasesOver({
    ...harness.ports,
    clock,
    orders,
    mailer,
    ticketDesk,
    timer: new MemoryTimer(new SettableClock()),
    managerEmails: ['office@example.org'],
  });
  for (const { failures } of [mailbox, desk]) failures.breakDown('transient', { retryAfterMs: MINUTE_MS });
  return {
    clock,
    desk,
    receiveOrder,
    /** Works like a worker until nothing is due. @returns the calls to external systems */
    work: async (): Promise<readonly string[]> => {
      calls.length = 0;
      for (let turns = 0; turns < 20; turns += 1) {
        const due = await takeDue();
        if (due.length === 0) break;
        for (const job of due) {
          if (job.task === 'deliver') await deliver(job.payload.deliveryId);
          else await fetchAwaitedOrder(job.payload.orderId, job.payload.until);
        }
      }
      return calls.toSorted();
    },
  };
}

const OFF: readonly (readonly [string, number])[] = [
  ['with PostgreSQL', 0],
  ['five minutes behind', -5 * MINUTE_MS],
  ['five minutes ahead', 5 * MINUTE_MS],
  ['two hours behind', -2 * HOUR_MS],
  ['two hours ahead', 2 * HOUR_MS],
];

describe.each(OFF)('delivery#later-is-a-duration F11 F12 a process whose clock is %s', (_, offMs) => {
  /** One delivery of each kind that calls an external system. */
  const queueOfEachKind = async ({ clock }: ReturnType<typeof processOff>): Promise<void> => {
    await partners.save(aPartner());
    const now = clock.now();
    const near = { createdAt: now, clockStartedAt: now };
    const details = { ...pendingNumber(1).details, eventStart: now + 10 * DAY_MS };
    const minted = new MemoryTokenMint();
    const token = (): ReturnType<typeof minted.mint> & { expiresAt: number } => ({
      ...minted.mint('booking'),
      expiresAt: now + DAY_MS,
    });
    const ticket = { requestedAt: now, id: 'T-1', key: 5_002 };
    const about = (messages: readonly OutboxMessage[], n: number, more: object = {}) =>
      bookings.commitAll([creating({ ...pendingNumber(n), ...near, details, token: token(), ...more }, messages)]);
    await about([{ type: 'send_mail', mail: 'confirmation_request', about: now, afterMs: null, changes: null }], 1);
    await about([{ type: 'open_ticket', reason: 'no_answer' }], 3, {
      escalation: { at: now, reason: 'no_answer' },
      ticket: { ...ticket, id: null, key: 5_003 },
    });
    const note = { kind: 'reopened', at: now } as const;
    await about([{ type: 'note_ticket', note, reactivate: false }], 2, {
      escalation: { at: now, reason: 'no_answer' },
      ticket,
    });
    await logins.request({
      email: 'office@example.org',
      language: 'de',
      next: '/',
      token: { ...minted.mint('login'), expiresAt: now + 15 * MINUTE_MS },
      browser: null,
      at: now,
    });
    const item = { reason: 'no_partner', detail: null, courseName: 'Kurs', eventStart: null, flaggedAt: now } as const;
    await flaggedOrderItems.flag(
      { order: { orderId: asOrderId(9), orderItemId: asOrderItemId(99), orderNumber: '9' }, ...item },
      { withTicket: true },
    );
  };
  const EACH_ONCE = [
    'mail confirmation_request',
    'mail login_link',
    'note reopened',
    'open booking',
    'open order_item',
  ];

  test('Retry-After 60: each kind of delivery is tried once, not before a minute has passed, and then again', async () => {
    const worker = processOff(offMs);
    await queueOfEachKind(worker);
    expect(await worker.work()).toEqual(EACH_ONCE);
    expect(await worker.work()).toEqual([]);
    await harness.letPass(50 * SECOND_MS);
    expect(await worker.work()).toEqual([]);
    await harness.letPass(13 * SECOND_MS);
    expect(await worker.work()).toEqual(EACH_ONCE);
    expect(await worker.work()).toEqual([]);
  });

  test('an announced order is fetched every ten seconds, for ten minutes', async () => {
    const worker = processOff(offMs);
    expect(await worker.receiveOrder(asOrderId(77))).toEqual({ type: 'awaited' });
    expect(await worker.work()).toEqual([]);
    let fetched = 0;
    for (let seconds = 0; seconds < 620; seconds += 10) {
      await harness.letPass(10 * SECOND_MS);
      const calls = await worker.work();
      expect(calls.length).toBeLessThanOrEqual(1);
      fetched += calls.length;
    }
    // The test's own time passes, too, so the last one or two may be over.
    expect(fetched).toBeGreaterThanOrEqual(55);
    expect(fetched).toBeLessThanOrEqual(60);
    expect(await harness.jobs()).toEqual([]);
  });

  test('a note looks for its ticket after five seconds, then less often', async () => {
    const worker = processOff(offMs);
    const booking = pendingNumber(1);
    const ticket = { requestedAt: booking.createdAt, id: null, key: booking.order.orderItemId };
    const stored = await keptOne(bookings, {
      ...booking,
      escalation: { at: booking.createdAt, reason: 'no_answer' },
      ticket,
    });
    const note = { kind: 'reopened', at: worker.clock.now() } as const;
    const messages: readonly OutboxMessage[] = [{ type: 'note_ticket', note, reactivate: false }];
    const before = stored;
    await bookings.commitAll([{ type: 'update', before, booking: stored, nextSweepAt: null, events: [], messages }]);
    const [row] = await harness.deliveryRows();
    const attempts = async (): Promise<number | undefined> => {
      await worker.work();
      return (await harness.deliveryRows()).find(({ id }) => id === row?.id)?.attempt;
    };
    expect(await attempts()).toBe(1);
    await harness.letPass(6 * SECOND_MS);
    expect(await attempts()).toBe(2);
    await harness.letPass(HOUR_MS);
    expect(await attempts()).toBe(3);
    await harness.letPass(4 * MINUTE_MS);
    expect(await attempts()).toBe(3);
    await harness.letPass(2 * MINUTE_MS);
    expect(await attempts()).toBe(4);
  });

  test('a failing delivery is given up after three days, and not before', async () => {
    const worker = processOff(offMs);
    await queueOfEachKind(worker);
    await worker.work();
    await harness.letPass(3 * DAY_MS - HOUR_MS);
    await worker.work();
    expect((await harness.deliveryRows()).filter(({ state }) => state === 'dead')).toEqual([]);
    await harness.letPass(HOUR_MS);
    await worker.work();
    expect((await harness.deliveryRows()).filter(({ state }) => state === 'dead')).toHaveLength(EACH_ONCE.length);
  });
});
