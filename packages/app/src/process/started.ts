/** What has been started and must be stopped: the last one first. */
export class Started {
  readonly #stops: (() => Promise<void>)[] = [];
  #stopping: Promise<void> | undefined;

  /** Remembers how to stop what was just started. */
  add(stop: () => Promise<void> | void): void {
    this.#stops.push(async () => stop());
  }

  /**
   * Stops everything, also when something fails to stop. Called again meanwhile, it waits for the same end: whoever exits
   * after it must not leave running what another call has begun to stop.
   * @throws AggregateError of what failed
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
