import { expect, it } from 'vitest';
import { makeTrace } from '../src/log/trace.ts';

it('running#traces: what runs for a request or a job is stored with its id, without any SDK', async () => {
  const trace = makeTrace();
  const stored: unknown[] = [];
  const work = async (): Promise<void> => {
    await Promise.resolve();
    stored.push(trace.current());
  };
  const answered = () => ({ route: null, status: 200 });
  await trace.ofRequest({ requestId: 'r-1', method: 'GET', traceparent: 'nonsense', answered }, work);
  await trace.ofJob({ task: 'deliver', cause: { requestId: 'r-2', traceparent: null } }, work);
  await trace.ofJob({ task: 'deliver', cause: { requestId: null, traceparent: null } }, work);
  await work();
  expect(stored).toEqual(['r-1', 'r-2', null, null]);
});

it('running#traces: a failure passes through as it is', async () => {
  const failure = new Error('of the work');
  const job = { task: 'deliver', cause: { requestId: null, traceparent: null } } as const;
  await expect(makeTrace().ofJob(job, () => Promise.reject(failure))).rejects.toBe(failure);
});
