import { type Deliveries, TransientFailure } from '@miomente/booking-domain';
import { expect, it, vi } from 'vitest';
import { patientDeliveries } from '../src/index.ts';

const ATTEMPT = {
  id: 1,
  attempt: 1,
  messageId: 'm',
  waitedMs: 0,
  content: { type: 'login_mail', loginId: 1 },
} as const;
const RESULT = { type: 'done', providerId: 'p' } as const;
const away = () => new TransientFailure('The database is away.');

function patient(finish: Deliveries['finish'], forMs = 60_000) {
  const deliveries = { finish } as Deliveries;
  return patientDeliveries(deliveries, { forMs, delay: async () => {} });
}

it('running#an-outage-is-no-try: a result is recorded once the database is back', async () => {
  const finish = vi.fn<Deliveries['finish']>().mockRejectedValueOnce(away()).mockRejectedValueOnce(away());
  finish.mockResolvedValue(true);
  expect(await patient(finish).finish(ATTEMPT, RESULT, 7)).toBe(true);
  expect(finish.mock.calls).toEqual(Array.from({ length: 3 }, () => [ATTEMPT, RESULT, 7]));
});

it('is repeated no longer than the lease lasts, and not at all after a permanent failure', async () => {
  const finish = vi.fn<Deliveries['finish']>().mockImplementation(() => Promise.reject(away()));
  await expect(patient(finish, 0).finish(ATTEMPT, RESULT, 7)).rejects.toThrow(TransientFailure);
  finish.mockClear().mockRejectedValue(new TypeError('no such property'));
  await expect(patient(finish).finish(ATTEMPT, RESULT, 7)).rejects.toThrow(TypeError);
  expect(finish).toHaveBeenCalledTimes(1);
});
