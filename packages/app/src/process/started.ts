/** What has been started and must be stopped: the last one first. */
export class Started {
  readonly #stops: (() => Promise<void>)[] = [];

  /** Remembers how to stop what was just started. */
  add(stop: () => Promise<void> | void): void {
    this.#stops.push(async () => stop());
  }

  /** Stops everything, also when something fails to stop. @throws AggregateError of what failed */
  async stopAll(): Promise<void> {
    const failures: unknown[] = [];
    for (let stop = this.#stops.pop(); stop !== undefined; stop = this.#stops.pop()) {
      await stop().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Not everything stopped in good order.');
  }
}
