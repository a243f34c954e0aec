/**
 * Who is at work. A worker that is killed keeps its jobs locked for hours as far as the queue is
 * concerned; so each worker that gets on says so every few seconds, and whoever has not for the
 * length of a lease has its jobs taken away. All by the database's clock.
 */
export interface Leases {
  /** Says that the worker gets on. */
  renew(workerId: string): Promise<void>;
  /**
   * Unlocks the jobs of workers that have said nothing for the length of the lease. One that was
   * only asleep may finish what it was at: its late result is refused by the delivery's attempt number.
   * @returns how many workers lost jobs
   */
  recoverDead(): Promise<number>;
  /** The worker ends: its jobs, if any are left, are free at once. */
  end(workerId: string): Promise<void>;
  /**
   * Unlocks what a worker took and is not at, without counting the try.
   * @param keep the jobs that it is at, which stay its own
   * @param hung the jobs that it has begun and will not end; their try counts
   */
  giveBack(workerId: string, keep: readonly string[], hung?: readonly string[]): Promise<void>;
  /** Unlocks one job, to be taken again after a while, without counting the try. Does nothing if it is somebody else's by now. */
  giveBackLater(workerId: string, jobId: string, afterMs: number): Promise<void>;
  /** For how long the oldest of these tasks' jobs that could be taken has been due, in milliseconds; 0 for none. */
  waitingMs(tasks: readonly string[]): Promise<number>;
}
