/** What an engine has shown of itself, in milliseconds of one clock. */
export interface Signs {
  readonly startedAt: number;
  /** When the database last answered what there is to do, be it nothing. */
  readonly fetchedAt?: number;
  /** When it last took a job. */
  readonly tookAt?: number;
  /** When a job last began or ended. */
  readonly movedAt?: number;
  readonly concurrency: number;
  /** The jobs at work, and since when. */
  readonly atWork: ReadonlyMap<string, number>;
}

export interface Patience {
  /** How long an engine with a free hand may show no sign. Longer than a poll and a query's deadline together. */
  readonly stallMs: number;
  /** How long a single job may take: the length of a lease. */
  readonly leaseMs: number;
}

/** How things stand as somebody looks at an engine. */
export interface Look {
  readonly now: number;
  /** Since when this process has been awake without a break: what it slept through is no engine's fault. */
  readonly awakeSince: number;
  /** For how long the oldest job that anybody could take has been due; 0 for none. */
  readonly waitingMs: number;
}

export type Verdict = 'progress' | 'no_progress' | 'job_hangs' | 'takes_nothing';

/** Why an engine is given up. */
export type Cause = 'query_failed' | 'ended_by_itself' | Exclude<Verdict, 'progress'>;

/**
 * Whether an engine gets on: it took work, or looked and there was none, or all its hands are full with jobs
 * that may still end. Timers and heartbeats of its own say nothing.
 */
export function judge(signs: Signs, { now, awakeSince, waitingMs }: Look, { stallMs, leaseMs }: Patience): Verdict {
  if (hung(signs, now, leaseMs).length > 0) return 'job_hangs';
  if (signs.atWork.size >= signs.concurrency) return 'progress';
  const from = Math.max(signs.startedAt, awakeSince);
  if (now - Math.max(from, signs.fetchedAt ?? 0, signs.movedAt ?? 0) > stallMs) return 'no_progress';
  // It looks, and yet leaves lying what has long been due.
  return waitingMs > stallMs && now - Math.max(from, signs.tookAt ?? 0) > stallMs ? 'takes_nothing' : 'progress';
}

/** The jobs that have been at work for longer than a lease. */
export function hung({ atWork }: Signs, now: number, leaseMs: number): readonly string[] {
  return [...atWork].filter(([, since]) => now - since > leaseMs).map(([job]) => job);
}
