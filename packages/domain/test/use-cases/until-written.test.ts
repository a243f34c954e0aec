import { TransientFailure } from '@miomente/booking-domain';
import { expect, it } from 'vitest';
import { STALE, untilWritten } from '../../src/use-cases/until-written.ts';

it('tries again from the start as long as somebody else was faster', async () => {
  let tries = 0;
  const written = await untilWritten(async () => {
    tries += 1;
    return tries < 25 ? STALE : `written at try ${tries}`;
  }, 'Given up.');
  expect(written).toBe('written at try 25');
});

it('gives up for now when others are faster every time, and says so', async () => {
  let tries = 0;
  const never = untilWritten(async () => {
    tries += 1;
    return STALE;
  }, 'Given up.');
  await expect(never).rejects.toThrow(new TransientFailure('Given up.'));
  expect(tries).toBe(25);
});

it('what a try throws is no reason for another', async () => {
  let tries = 0;
  const broken = untilWritten(async () => {
    tries += 1;
    throw new Error('broken');
  }, 'Given up.');
  await expect(broken).rejects.toThrow('broken');
  expect(tries).toBe(1);
});
