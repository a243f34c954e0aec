/** Work by name: whoever asks for what is under way gets its outcome. */
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
