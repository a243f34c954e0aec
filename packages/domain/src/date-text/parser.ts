import type { Token } from './tokens.ts';

/** One way to parse the text at a position, and the position after it. */
export interface Parsed<Value> {
  readonly value: Value;
  readonly next: number;
}

/**
 * All ways to parse the text at a position; none when it can't be parsed. Keeping all of them shows whether a text has
 * one meaning or several.
 */
export type Parser<Value> = (tokens: readonly Token[], at: number) => readonly Parsed<Value>[];

/** Caches the result for each position. */
export function once<Value>(parser: Parser<Value>): Parser<Value> {
  const known = new WeakMap<readonly Token[], Map<number, readonly Parsed<Value>[]>>();
  return (tokens, at) => {
    let places = known.get(tokens);
    if (places === undefined) {
      places = new Map();
      known.set(tokens, places);
    }
    let found = places.get(at);
    if (found === undefined) {
      found = parser(tokens, at);
      places.set(at, found);
    }
    return found;
  };
}

/** One token of a type, if `read` accepts it. */
export function token<Value>(type: Token['type'], read: (text: string) => Value | undefined): Parser<Value> {
  return (tokens, at) => {
    const found = tokens[at];
    const value = found?.type === type ? read(found.text) : undefined;
    return value === undefined ? [] : [{ value, next: at + 1 }];
  };
}

/** One of these words. */
export function words(...wanted: readonly string[]): Parser<string> {
  const set: ReadonlySet<string> = new Set(wanted);
  return token('word', (text) => (set.has(text) ? text : undefined));
}

/** One of these marks, each a single character. */
export function marks(wanted: string): Parser<string> {
  return token('mark', (text) => (wanted.includes(text) ? text : undefined));
}

/** All of these in sequence. */
export function sequence<Values extends readonly unknown[]>(
  ...parsers: { readonly [Index in keyof Values]: Parser<Values[Index]> }
): Parser<Values> {
  return (tokens, at) => {
    let found: readonly Parsed<readonly unknown[]>[] = [{ value: [], next: at }];
    for (const parser of parsers as readonly Parser<unknown>[]) {
      const longer: Parsed<readonly unknown[]>[] = [];
      for (const { value, next } of found)
        for (const more of parser(tokens, next)) longer.push({ value: [...value, more.value], next: more.next });
      if (longer.length === 0) return [];
      found = longer;
    }
    return found as readonly Parsed<unknown>[] as readonly Parsed<Values>[];
  };
}

/** The results of all of these. */
export function anyOf<Value>(...parsers: readonly Parser<Value>[]): Parser<Value> {
  return (tokens, at) => parsers.flatMap((parser) => parser(tokens, at));
}

/** The results of the first of these that has any. */
export function firstOf<Value>(...parsers: readonly Parser<Value>[]): Parser<Value> {
  return (tokens, at) => {
    for (const parser of parsers) {
      const found = parser(tokens, at);
      if (found.length > 0) return found;
    }
    return [];
  };
}

/** Nothing, or this. */
export function optional<Value>(parser: Parser<Value>): Parser<Value | null> {
  return (tokens, at) => [{ value: null, next: at }, ...parser(tokens, at)];
}

/** As many of these as possible: for text that can't mean anything else. */
export function allOf<Value>(parser: Parser<Value>): Parser<readonly Value[]> {
  return (tokens, at) => {
    const values: Value[] = [];
    let next = at;
    for (let [found] = parser(tokens, next); found !== undefined; [found] = parser(tokens, next)) {
      values.push(found.value);
      next = found.next;
    }
    return [{ value: values, next }];
  };
}

/** Its results without white space before it. */
export function tight<Value>(parser: Parser<Value>): Parser<Value> {
  return (tokens, at) => (tokens[at]?.gap === false ? parser(tokens, at) : []);
}

/** Its results where that does not follow. */
export function notBefore<Value>(parser: Parser<Value>, that: Parser<unknown>): Parser<Value> {
  return (tokens, at) => parser(tokens, at).filter(({ next }) => that(tokens, next).length === 0);
}

/** Maps each result with `use`; undefined drops the result. */
export function mapped<Value, Other>(parser: Parser<Value>, use: (value: Value) => Other | undefined): Parser<Other> {
  return (tokens, at) =>
    parser(tokens, at).flatMap(({ value, next }) => {
      const other = use(value);
      return other === undefined ? [] : [{ value: other, next }];
    });
}
