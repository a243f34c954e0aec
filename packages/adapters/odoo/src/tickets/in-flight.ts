/** Operations in progress, by key. A second caller with the same key gets the result of the first. */
export class InFlight<Value> {
  readonly #underWay = new Map<string, Promise<Value>>();

  run(name: string, work: () => Promise<Value>): Promise<Value> {
    const known = this.#underWay.get(name);
    if (known !== undefined) return known;
    const working = work().finally(() => this.#underWay.delete(name));
    this.#underWay.set(name, working);
    return working;
  }
}
