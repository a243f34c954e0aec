/** The names of the parts that a pattern leaves open: `id` in `/dashboard/bookings/:id`. */
export type NamesIn<Pattern extends string> = Pattern extends `${string}:${infer Rest}`
  ? Rest extends `${infer Name}/${infer Tail}`
    ? Name | NamesIn<`/${Tail}`>
    : Rest extends `${infer Name}.${string}`
      ? Name
      : Rest
  : never;

/** What fills in a pattern; nothing where it leaves nothing open. */
export type Filling<Pattern extends string> = [NamesIn<Pattern>] extends [never]
  ? []
  : [parts: Readonly<Record<NamesIn<Pattern>, string | number>>];

/** An address of the product's: what the router matches, and the function that fills it in. */
export interface Address<Pattern extends string = string> {
  /** As the router reads it, such as `/dashboard/bookings/:id`. */
  readonly pattern: Pattern;
  /** The path with its open parts filled in, each encoded; no query, no host. */
  at(...filling: Filling<Pattern>): string;
}

/**
 * Declares an address.
 * @param pattern begins with a slash; open parts are written `:name` and end at a slash, a dot or the end
 */
export function address<const Pattern extends string>(pattern: Pattern): Address<Pattern> {
  return {
    pattern,
    at: (...[parts]) => {
      const values = (parts ?? {}) as Readonly<Record<string, string | number>>;
      return pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(values[name])));
    },
  };
}

/** What may stand in a query; null and undefined stand for nothing. */
export type QueryValues = Readonly<Record<string, string | number | null | undefined>>;

/**
 * A path with more in its query. What it has under these names already is replaced.
 * @param path a path, with or without a query
 */
export function withQuery(path: string, values: QueryValues): string {
  const [pathname = '', query = ''] = path.split('?', 2);
  const params = new URLSearchParams(query);
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === undefined) params.delete(name);
    else params.set(name, String(value));
  }
  return params.size === 0 ? pathname : `${pathname}?${params}`;
}
