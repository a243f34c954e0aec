import { TransientFailure } from '@miomente/booking-domain';
import {
  type Around,
  anOrder,
  aPartner,
  createMemoryPersistence,
  MemoryMailer,
  SettableClock,
  useCasesOver,
} from '@miomente/booking-domain/testing';
import { expect, it, vi } from 'vitest';
import { patientRecording } from '../src/index.ts';

const away = () => new TransientFailure('The database is away.');
const patient = (forMs = 60_000) => patientRecording({ forMs, delay: async () => {} });

it('running#an-outage-is-no-try: a result is recorded once the database is back', async () => {
  const record = vi.fn<() => Promise<boolean>>().mockRejectedValueOnce(away()).mockRejectedValueOnce(away());
  record.mockResolvedValue(true);
  expect(await patient()(record)).toBe(true);
  expect(record).toHaveBeenCalledTimes(3);
});

it.each(['find', 'finish', 'finishWith'])(
  'running#an-outage-is-no-try F20: the database away at `%s` after the provider accepted: one mail, recorded',
  async (method) => {
    const clock = new SettableClock();
    const mailer = new MemoryMailer();
    let fails = 0;
    const around: Around = (call, run) => {
      const isDue = call.method === method && mailer.accepted.length > 0 && fails < 3;
      if (!isDue) return run();
      fails += 1;
      return Promise.reject(away());
    };
    const persistence = createMemoryPersistence({ clock, around });
    await persistence.ports.partners.save(aPartner());
    const world = useCasesOver({ ...persistence.ports, clock, mailer, recordPatiently: patient() });
    await world.importOrders([anOrder()]);
    const [job] = persistence.takeDueJobs();
    if (job?.task !== 'deliver') throw new Error('A mail is due.');
    expect(await world.deliver(job.payload.deliveryId)).toMatchObject({ type: 'done' });
    expect(await world.deliver(job.payload.deliveryId)).toEqual({ type: 'finished_before' });
    expect(mailer.accepted).toHaveLength(1);
    // A mail that asks ends together with a change of its booking.
    expect(fails).toBe(method === 'finish' ? 0 : 3);
  },
);

it('is repeated no longer than the lease lasts, and not at all after a permanent failure', async () => {
  const record = vi.fn<() => Promise<boolean>>().mockImplementation(() => Promise.reject(away()));
  await expect(patient(0)(record)).rejects.toThrow(TransientFailure);
  record.mockClear().mockRejectedValue(new TypeError('no such property'));
  await expect(patient()(record)).rejects.toThrow(TypeError);
  expect(record).toHaveBeenCalledTimes(1);
});
