import { HOUR_MS, MINUTE_MS, PermanentFailure, SECOND_MS, TransientFailure } from '@miomente/booking-domain';
import { SettableClock } from '@miomente/booking-domain/testing';
import { beforeEach, describe, expect, test } from 'vitest';
import { CircuitBreaker } from '../src/rpc/circuit-breaker.ts';
import { promised, thrown } from './setup.ts';

let clock = new SettableClock();
let breaker = new CircuitBreaker(clock);
let calls = 0;

beforeEach(() => {
  clock = new SettableClock();
  breaker = new CircuitBreaker(clock);
  calls = 0;
});

const failing = (error: Error = new TransientFailure('Down.')): Promise<Error> =>
  thrown(
    breaker.run(async () => {
      calls += 1;
      throw error;
    }),
  );
const working = (): Promise<string> =>
  breaker.run(async () => {
    calls += 1;
    return 'there';
  });
const opened = async (): Promise<void> => {
  for (let n = 0; n < 5; n++) await failing();
};

describe('the circuit breaker', () => {
  test('after five failures it refuses without a call, with the reason and the time to wait', async () => {
    await opened();
    clock.advance(10 * SECOND_MS);
    const error = await thrown(working());
    expect(error).toMatchObject({ name: 'TransientFailure', retryAfterMs: 20 * SECOND_MS });
    expect(error.message).toContain('Down.');
    expect(calls).toBe(5);
  });

  test('delivery#later-is-a-duration F30 a clock that is set back does not keep it open', async () => {
    await opened();
    clock.advance(-2 * HOUR_MS);
    expect(await working()).toBe('there');
  });

  test('a success or a refusal by a running system resets the count', async () => {
    for (const between of [working, () => failing(new PermanentFailure('No.'))]) {
      for (let n = 0; n < 4; n++) await failing();
      await between();
      for (let n = 0; n < 4; n++) await failing();
      expect(await working()).toBe('there');
    }
  });

  test('after the pause one call tries; the others are still refused', async () => {
    await opened();
    clock.advance(30 * SECOND_MS);
    const answer = promised<string>();
    const probe = breaker.run(() => answer.promise);
    expect(await thrown(working())).toBeInstanceOf(TransientFailure);
    answer.resolve('back');
    expect(await probe).toBe('back');
    expect(await working()).toBe('there');
  });

  test('the pause doubles up to ten minutes, and starts small again after a success', async () => {
    await opened();
    const pauses: number[] = [];
    for (let n = 0; n < 7; n++) {
      const { retryAfterMs } = (await thrown(working())) as TransientFailure;
      pauses.push((retryAfterMs ?? 0) / SECOND_MS);
      clock.advance(retryAfterMs ?? 0);
      await failing();
    }
    expect(pauses).toEqual([30, 60, 120, 240, 480, 600, 600]);
    clock.advance(10 * MINUTE_MS);
    await working();
    await opened();
    expect(await thrown(working())).toMatchObject({ retryAfterMs: 30 * SECOND_MS });
  });

  test('a call that began before it opened does not lengthen the pause', async () => {
    const late = promised<string>();
    const running = breaker.run(() => late.promise);
    await opened();
    late.reject(new TransientFailure('Late.'));
    await thrown(running);
    expect(await thrown(working())).toMatchObject({ retryAfterMs: 30 * SECOND_MS });
  });
});
