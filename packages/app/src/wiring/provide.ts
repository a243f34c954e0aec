import type { PortIdentifier } from '@miomente/booking-domain';
import type { Bind, Container } from 'inversify';

/** The identifiers of a factory's dependencies, under the names it knows them by. */
type IdentifiersOf<Deps> = { readonly [Name in keyof Deps]: PortIdentifier<Exclude<Deps[Name], undefined>> };

/**
 * Binds what a factory makes of its dependencies, once per container. An identifier of another
 * type than the factory expects under that name does not compile.
 */
export function provide<Deps extends object, Value>(
  bind: Bind,
  identifier: PortIdentifier<Value>,
  make: (deps: Deps) => Value,
  from: IdentifiersOf<Deps>,
): void {
  const entries = Object.entries(from) as (readonly [string, PortIdentifier<unknown>])[];
  bind<Value>(identifier)
    .toResolvedValue(
      (...values: unknown[]) => make(Object.fromEntries(entries.map(([name], i) => [name, values[i]])) as Deps),
      entries.map(([, dependency]) => dependency),
    )
    .inSingletonScope();
}

/** Binds a value that is there already; one of another type than the identifier's does not compile. */
export function provideValue<Value>(bind: Bind, identifier: PortIdentifier<Value>, value: NoInfer<Value>): void {
  bind<Value>(identifier).toConstantValue(value);
}

/** What is bound to an identifier, as the type that the identifier carries. */
export function take<Value>(container: Container, identifier: PortIdentifier<Value>): Value {
  return container.get<Value>(identifier);
}

/** What is bound to each of some identifiers, under their names. */
export function takeEach<Deps extends object>(container: Container, from: IdentifiersOf<Deps>): Deps {
  const entries = Object.entries(from) as (readonly [string, PortIdentifier<unknown>])[];
  return Object.fromEntries(entries.map(([name, identifier]) => [name, container.get(identifier)])) as Deps;
}
