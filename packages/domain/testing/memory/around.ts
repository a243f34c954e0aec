/** A call of a port, by name. */
export interface PortCall {
  readonly port: string;
  readonly method: string;
}

/**
 * Stands around every call of a port. Throw before `run` for a failure that changed nothing, after
 * it for a lost answer, await before it to choose who comes first.
 */
export type Around = <Value>(call: PortCall, run: () => Promise<Value>) => Promise<Value>;

/** A port whose every method goes through `around`. */
export function surrounded<Port extends object>(name: string, port: Port, around: Around | undefined): Port {
  if (around === undefined) return port;
  return new Proxy(port, {
    get(target, property) {
      const member: unknown = Reflect.get(target, property);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]) =>
        around({ port: name, method: String(property) }, async () => Reflect.apply(member, target, given));
    },
  });
}
