import { describe, expect, it } from 'vitest';
import { judge, type Look, type Signs } from '../src/engine/progress.ts';

const PATIENCE = { stallMs: 10, leaseMs: 45 };
const verdict = (signs: Partial<Signs>, look: Partial<Look> = {}) =>
  judge(
    { startedAt: 0, concurrency: 2, atWork: new Map(), ...signs },
    { now: 100, awakeSince: 0, waitingMs: 0, ...look },
    PATIENCE,
  );
const jobs = (...since: number[]) => new Map(since.map((at, i) => [String(i), at]));

describe('running#liveness-follows-progress: judging an engine', () => {
  it('an engine that looked and found nothing makes progress', () => {
    expect(verdict({ fetchedAt: 95 })).toBe('progress');
  });

  it('an engine that has not looked for too long makes none, whatever else it did', () => {
    expect(verdict({ fetchedAt: 89 })).toBe('no_progress');
    expect(verdict({ startedAt: 89 })).toBe('no_progress');
    expect(verdict({ fetchedAt: 80, movedAt: 95 })).toBe('progress');
  });

  it('an engine whose slots are all busy does not need to look', () => {
    expect(verdict({ fetchedAt: 60, atWork: jobs(60, 61) })).toBe('progress');
    expect(verdict({ fetchedAt: 60, atWork: jobs(60) })).toBe('no_progress');
  });

  it('a job that runs longer than the lease hangs, whether or not slots are free', () => {
    expect(verdict({ fetchedAt: 99, atWork: jobs(54, 99) })).toBe('job_hangs');
    expect(verdict({ fetchedAt: 99, atWork: jobs(55, 99) })).toBe('progress');
  });

  it('an engine that looks but does not take an overdue job makes no progress', () => {
    expect(verdict({ fetchedAt: 99 }, { waitingMs: 11 })).toBe('takes_nothing');
    expect(verdict({ fetchedAt: 99, tookAt: 95 }, { waitingMs: 5_000 })).toBe('progress');
    expect(verdict({ fetchedAt: 99, startedAt: 95 }, { waitingMs: 5_000 })).toBe('progress');
    expect(verdict({ fetchedAt: 99, atWork: jobs(60, 60) }, { waitingMs: 5_000 })).toBe('progress');
  });

  it('time that the whole process slept does not count against the engine', () => {
    expect(verdict({ fetchedAt: 20 }, { awakeSince: 95 })).toBe('progress');
    expect(verdict({ fetchedAt: 99, tookAt: 20 }, { awakeSince: 95, waitingMs: 80 })).toBe('progress');
  });
});
