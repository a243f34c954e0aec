/** Everything that was started and must be stopped, the last one first. */
export class Started {
  readonly #stops: (() => Promise<void>)[] = [];
  #stopping: Promise<void> | undefined;

  /** Registers a stop function for something that was just started. */
  add(stop: () => Promise<void> | void): void {
    this.#stops.push(async () => stop());
  }

  /**
   * Stops everything, even when some of it fails to stop. A second call waits for the first: a caller that then exits
   * must not leave running what the first call is still stopping.
   * @throws AggregateError with all failures
   */
  stopAll(): Promise<void> {
    this.#stopping ??= this.#stopEach().finally(() => {
      this.#stopping = undefined;
    });
    return this.#stopping;
  }

  async #stopEach(): Promise<void> {
    const failures: unknown[] = [];
    for (let stop = this.#stops.pop(); stop !== undefined; stop = this.#stops.pop()) {
      await stop().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Not everything stopped in good order.');
  }
}
