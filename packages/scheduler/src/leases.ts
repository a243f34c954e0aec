/**
 * Leases of workers. The queue itself would keep the jobs of a killed worker locked for hours. So each working worker
 * renews a lease every few seconds, and a worker without a renewal for the length of a lease loses its jobs. All times
 * are of the database's clock.
 */
export interface Leases {
  /** Renews the worker's lease. */
  renew(workerId: string): Promise<void>;
  /**
   * Unlocks the jobs of workers whose lease has expired. Such a worker may only have been asleep and finish its job
   * later; its result is then refused because of the delivery's attempt number.
   * @returns the number of workers that lost jobs
   */
  recoverDead(): Promise<number>;
  /** Ends a lease, and unlocks the worker's remaining jobs at once. */
  end(workerId: string): Promise<void>;
  /**
   * Unlocks the jobs that a worker fetched but does not run, without counting the attempt.
   * @param keep the jobs that it runs, which stay locked
   * @param hung jobs that it runs and will not finish; their attempt counts
   */
  giveBack(workerId: string, keep: readonly string[], hung?: readonly string[]): Promise<void>;
  /** Unlocks one job for a later attempt, without counting this one. Does nothing when another worker has the job. */
  giveBackLater(workerId: string, jobId: string, afterMs: number): Promise<void>;
  /** How long the oldest available job of these tasks has been due, in milliseconds; 0 when there is none. */
  waitingMs(tasks: readonly string[]): Promise<number>;
}
