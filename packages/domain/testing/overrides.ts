/**
 * What of a value a builder lets its caller choose: any part at any depth. Lists and values that
 * may be null are given whole, since a part of them would have nothing to be part of.
 */
export type Overrides<Value> = null extends Value
  ? Value
  : Value extends readonly unknown[] | string | number
    ? Value
    : Value extends object
      ? { readonly [Key in keyof Value]?: Overrides<Value[Key]> }
      : Value;

/** A value with its overrides in place; nothing is shared that either side could change. */
export function overridden<Value extends object>(value: Value, overrides: Overrides<Value> | undefined): Value {
  return merge(value, overrides ?? {}) as Value;
}

function merge(value: unknown, over: unknown): unknown {
  if (!isRecord(value) || !isRecord(over)) return over;
  const merged: Record<string, unknown> = { ...value };
  for (const [key, part] of Object.entries(over)) merged[key] = key in value ? merge(value[key], part) : part;
  return merged;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
