import type { PortIdentifier } from '@miomente/booking-domain';
import type { Bind, Container } from 'inversify';

/** The identifiers of a factory's dependencies, by name. */
type IdentifiersOf<Deps> = { readonly [Name in keyof Deps]: PortIdentifier<Exclude<Deps[Name], undefined>> };

/**
 * Binds the result of a factory, created once per container. An identifier whose type differs from what the factory
 * expects does not compile.
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

/** Binds an existing value. A value of another type than the identifier's does not compile. */
export function provideValue<Value>(bind: Bind, identifier: PortIdentifier<Value>, value: NoInfer<Value>): void {
  bind<Value>(identifier).toConstantValue(value);
}

/** Gets the value of an identifier, with its type. */
export function take<Value>(container: Container, identifier: PortIdentifier<Value>): Value {
  return container.get<Value>(identifier);
}

/** Gets the values of several identifiers, by name. */
export function takeEach<Deps extends object>(container: Container, from: IdentifiersOf<Deps>): Deps {
  const entries = Object.entries(from) as (readonly [string, PortIdentifier<unknown>])[];
  return Object.fromEntries(entries.map(([name, identifier]) => [name, container.get(identifier)])) as Deps;
}
