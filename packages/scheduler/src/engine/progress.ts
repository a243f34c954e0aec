/** The signs of progress of an engine; all times in milliseconds of one clock. */
export interface Signs {
  readonly startedAt: number;
  /** When the database last answered which jobs there are, even if none. */
  readonly fetchedAt?: number;
  /** When the engine last took a job. */
  readonly tookAt?: number;
  /** When a job last started or ended. */
  readonly movedAt?: number;
  readonly concurrency: number;
  /** The running jobs, each with its start. */
  readonly atWork: ReadonlyMap<string, number>;
}

/** The limits for progress. */
export interface Patience {
  /**
   * How long an engine with free capacity may show no progress. Longer than the poll interval and a query's time limit
   * together.
   */
  readonly stallMs: number;
  /** How long a job may run: the length of a lease. */
  readonly leaseMs: number;
}

/** The circumstances in which an engine is judged. */
export interface Look {
  readonly now: number;
  /**
   * Since when this process has run without interruption. Time that the process slept does not count against the
   * engine.
   */
  readonly awakeSince: number;
  /** How long the oldest available job has been due, in milliseconds; 0 when there is none. */
  readonly waitingMs: number;
}

/** The result of judging an engine. */
export type Verdict = 'progress' | 'no_progress' | 'job_hangs' | 'takes_nothing';

/** Why an engine is replaced. */
export type Cause = 'query_failed' | 'ended_by_itself' | Exclude<Verdict, 'progress'>;

/**
 * Judges whether an engine makes progress: it took jobs, or it looked and found none, or all its slots run jobs within
 * their time limit. Timers and heartbeats of the engine itself do not count.
 */
export function judge(signs: Signs, { now, awakeSince, waitingMs }: Look, { stallMs, leaseMs }: Patience): Verdict {
  if (hung(signs, now, leaseMs).length > 0) return 'job_hangs';
  if (signs.atWork.size >= signs.concurrency) return 'progress';
  const from = Math.max(signs.startedAt, awakeSince);
  if (now - Math.max(from, signs.fetchedAt ?? 0, signs.movedAt ?? 0) > stallMs) return 'no_progress';
  // It looks for jobs, but does not take one that has long been due.
  return waitingMs > stallMs && now - Math.max(from, signs.tookAt ?? 0) > stallMs ? 'takes_nothing' : 'progress';
}

/** The jobs that have run longer than a lease. */
export function hung({ atWork }: Signs, now: number, leaseMs: number): readonly string[] {
  return [...atWork].filter(([, since]) => now - since > leaseMs).map(([job]) => job);
}
