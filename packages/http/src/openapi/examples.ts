import type { Json } from './schemas.ts';

interface Described {
  readonly $ref?: string;
  readonly examples?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Json[];
  readonly oneOf?: readonly Json[];
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Json>>;
  readonly items?: Json;
}

/**
 * An example of a schema: its own, or one composed from the examples of its parts.
 * @param components the schemas that it may refer to, by name
 * @returns undefined for a part with neither an example nor an obvious value
 */
export function exampleOf(schema: Json, components: Json): unknown {
  const { $ref, examples, properties, items, type, ...rest } = schema as Described;
  if (examples !== undefined) return examples[0];
  if ($ref !== undefined) return exampleOf(components[$ref.split('/').at(-1) ?? ''] as Json, components);
  const [spoken] = [rest.const, rest.default, rest.enum?.[0]].filter((value) => value !== undefined);
  if (spoken !== undefined) return spoken;
  const [variant] = rest.anyOf ?? rest.oneOf ?? [];
  if (variant !== undefined) return exampleOf(variant, components);
  if (properties !== undefined) {
    const parts = Object.entries(properties);
    return Object.fromEntries(parts.map(([name, part]) => [name, exampleOf(part, components)]));
  }
  if (items !== undefined) return [exampleOf(items, components)];
  return type === 'boolean' ? false : undefined;
}
