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

describe('running#liveness-follows-progress', () => {
  it('an engine that looked and found nothing gets on', () => {
    expect(verdict({ fetchedAt: 95 })).toBe('progress');
  });

  it('one that has not looked for too long does not, whatever else it did', () => {
    expect(verdict({ fetchedAt: 89 })).toBe('no_progress');
    expect(verdict({ startedAt: 89 })).toBe('no_progress');
    expect(verdict({ fetchedAt: 80, movedAt: 95 })).toBe('progress');
  });

  it('one whose hands are all full has no need to look', () => {
    expect(verdict({ fetchedAt: 60, atWork: jobs(60, 61) })).toBe('progress');
    expect(verdict({ fetchedAt: 60, atWork: jobs(60) })).toBe('no_progress');
  });

  it('a job that outlasts the lease hangs, full hands or not', () => {
    expect(verdict({ fetchedAt: 99, atWork: jobs(54, 99) })).toBe('job_hangs');
    expect(verdict({ fetchedAt: 99, atWork: jobs(55, 99) })).toBe('progress');
  });

  it('one that looks and leaves lying what has long been due does not get on', () => {
    expect(verdict({ fetchedAt: 99 }, { waitingMs: 11 })).toBe('takes_nothing');
    expect(verdict({ fetchedAt: 99, tookAt: 95 }, { waitingMs: 5_000 })).toBe('progress');
    expect(verdict({ fetchedAt: 99, startedAt: 95 }, { waitingMs: 5_000 })).toBe('progress');
    expect(verdict({ fetchedAt: 99, atWork: jobs(60, 60) }, { waitingMs: 5_000 })).toBe('progress');
  });

  it('what the whole process has slept through is not held against it', () => {
    expect(verdict({ fetchedAt: 20 }, { awakeSince: 95 })).toBe('progress');
    expect(verdict({ fetchedAt: 99, tookAt: 20 }, { awakeSince: 95, waitingMs: 80 })).toBe('progress');
  });
});
