import { asOrderId, asOrderItemId, DAY_MS, HOUR_MS, type Mail, TransientFailure } from '@miomente/booking-domain';
import {
  anOrder,
  anOrderItem,
  aPartner,
  MemoryMailer,
  MemoryOrderSource,
  MemoryTokenMint,
  SettableClock,
  useCasesOver,
} from '@miomente/booking-domain/testing';
import { freshDatabase } from '@miomente/booking-testing';
import { beforeEach, expect, test } from 'vitest';
import { postgresHarness } from './harness.ts';
import { processesOn } from './processes.ts';

const { url, pool } = await freshDatabase();
const harness = postgresHarness(pool);
const clock = new SettableClock();
const orders = new MemoryOrderSource();
const tokens = new MemoryTokenMint();
/** The ports of three schedulers on one database. */
const schedulers = processesOn(url, 3);
const over = (ports: (typeof schedulers)[number], mailer: MemoryMailer | Pick<MemoryMailer, 'send'>) =>
  useCasesOver({ ...ports, clock, orders, tokens, mailer });

beforeEach(async () => {
  await harness.reset();
  await harness.ports.partners.save(aPartner());
});

/** Bookings whose first reminder a sweep has just queued, in one bundle. */
async function reminded(count: number): Promise<readonly number[]> {
  const mailer = new MemoryMailer();
  const { importOrders, sweepReminders } = over(schedulers[0], mailer);
  const start = new Date(clock.now() + 20 * DAY_MS).toISOString().slice(0, 10);
  const options = [{ label: 'Termin', text: `${start} 18:00`, wallClock: null }];
  await importOrders(
    Array.from({ length: count }, (_, n) =>
      anOrder({
        orderId: asOrderId(1_000 + n),
        orderNumber: String(100_000_000 + n),
        items: [anOrderItem({ itemId: asOrderItemId(5_000 + n), options })],
      }),
    ),
  );
  await deliverAll(mailer);
  clock.advance(25 * HOUR_MS);
  expect(await sweepReminders()).toMatchObject({ firstReminders: count });
  return queued();
}

const queued = async (): Promise<readonly number[]> =>
  (await harness.deliveryRows()).flatMap(({ id, state }) => (state === 'queued' ? [id] : []));

/** Every scheduler runs the job of every queued delivery at once. */
async function deliverAll(mailer: Pick<MemoryMailer, 'send'>): Promise<void> {
  const ids = await queued();
  await Promise.all(
    schedulers.flatMap((ports) =>
      ids.map((id) =>
        over(ports, mailer)
          .deliver(id)
          .catch(() => undefined),
      ),
    ),
  );
}

const messageIds = (mails: readonly Mail[]) => new Set(mails.map(({ messageId }) => messageId));

test('delivery#bundles F3 · of three schedulers at once one sends the mail, and every booking is recorded', async () => {
  for (let round = 0; round < 8; round += 1) {
    await harness.reset();
    await harness.ports.partners.save(aPartner());
    const ids = await reminded(12);
    const mailer = new MemoryMailer();
    await deliverAll(mailer);
    // The turn of the same delivery may come twice here, as no queue keeps its job to one worker: a copy, never another mail.
    expect(messageIds(mailer.accepted).size).toBe(1);
    expect(mailer.accepted.every(({ bookingIds }) => bookingIds?.length === 12)).toBe(true);
    expect(await queued()).toEqual([]);
    const states = (await harness.deliveryRows()).filter(({ id }) => ids.includes(id)).map(({ state }) => state);
    expect(states).toEqual(Array(12).fill('done'));
  }
}, 60_000);

test('delivery#bundles F2 · a worker killed between acceptance and record costs one copy under the same message id', async () => {
  const ids = await reminded(5);
  const mailer = new MemoryMailer();
  const [one] = schedulers;
  const dying = {
    ...one,
    deliveries: {
      ...one.deliveries,
      finishWith: async () => {
        throw new TransientFailure('The worker was killed.');
      },
    },
  };
  await expect(over(dying, mailer).deliver(ids[0] ?? 0)).rejects.toThrow('killed');
  // Others find nothing to do while the turn lasts; the dead worker's job comes again.
  for (const id of ids.slice(1)) expect(await over(one, mailer).deliver(id)).toEqual({ type: 'finished_before' });
  await over(one, mailer).deliver(ids[0] ?? 0);
  expect(mailer.accepted).toHaveLength(2);
  expect(messageIds(mailer.accepted).size).toBe(1);
  expect(await queued()).toEqual([]);
  const jobs = (await harness.jobs()).filter(
    (job) => job.task === 'deliver' && ids.slice(1).includes(job.payload.deliveryId),
  );
  expect(jobs).toEqual([]);
});

test('delivery#bundles F2 · killed while recording, what is recorded stays, and the rest is sent once more', async () => {
  const ids = await reminded(5);
  const mailer = new MemoryMailer();
  const [one] = schedulers;
  let recorded = 0;
  const dying = {
    ...one,
    deliveries: {
      ...one.deliveries,
      finishWith: async (...end: Parameters<typeof one.deliveries.finishWith>) => {
        recorded += 1;
        if (recorded > 2) throw new TransientFailure('The worker was killed.');
        return one.deliveries.finishWith(...end);
      },
    },
  };
  await expect(over(dying, mailer).deliver(ids[0] ?? 0)).rejects.toThrow('killed');
  await over(one, mailer).deliver(ids[0] ?? 0);
  expect(mailer.accepted.map(({ bookingIds = [] }) => bookingIds.length)).toEqual([5, 3]);
  expect(messageIds(mailer.accepted).size).toBe(1);
  expect(await queued()).toEqual([]);
});
