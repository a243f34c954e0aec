import { expect, test } from 'vitest';
import { systemTimer } from '../src/index.ts';

const never = new Promise<never>(() => undefined);

test('orders#answered-in-time: waits no longer than the limit for a call that hangs', async () => {
  expect(await systemTimer.within(1, never)).toBe('too_late');
});

test('passes on a value or failure that comes in time', async () => {
  expect(await systemTimer.within(1_000_000, Promise.resolve('there'))).toBe('there');
  await expect(systemTimer.within(1_000_000, Promise.reject(new Error('refused')))).rejects.toThrow('refused');
});

test('ignores a failure that comes too late', async () => {
  let fail = (_: Error): void => undefined;
  const late = new Promise<string>((_, reject) => {
    fail = reject;
  });
  expect(await systemTimer.within(1, late)).toBe('too_late');
  // An unhandled rejection would end the test run.
  fail(new Error('too late'));
  await new Promise(setImmediate);
});
