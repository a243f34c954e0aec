type Step = () => unknown;

/** What has to be undone of what was started, the last thing first. */
export class Undo {
  readonly #steps: Step[] = [];
  #done: Promise<void> | undefined;

  /** Remembers a step; at once where everything else is being undone. */
  later(step: Step): void {
    if (this.#done === undefined) this.#steps.push(step);
    else this.#done = this.#done.then(async () => void (await step()));
  }

  /** Undoes everything, once however often it is asked for. */
  all(): Promise<void> {
    this.#done ??= this.#undo();
    return this.#done;
  }

  async #undo(): Promise<void> {
    for (const step of this.#steps.toReversed()) await step();
  }
}
