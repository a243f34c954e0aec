/** The names of the parameters in a pattern: `id` in `/dashboard/bookings/:id`. */
export type NamesIn<Pattern extends string> = Pattern extends `${string}:${infer Rest}`
  ? Rest extends `${infer Name}/${infer Tail}`
    ? Name | NamesIn<`/${Tail}`>
    : Rest extends `${infer Name}.${string}`
      ? Name
      : Rest
  : never;

/** The values for a pattern's parameters; nothing when it has none. */
export type Filling<Pattern extends string> = [NamesIn<Pattern>] extends [never]
  ? []
  : [parts: Readonly<Record<NamesIn<Pattern>, string | number>>];

/** An address of the product: its pattern for the router, and a function that fills it in. */
export interface Address<Pattern extends string = string> {
  /** In the router's notation, such as `/dashboard/bookings/:id`. */
  readonly pattern: Pattern;
  /** The path with its parameters filled in and encoded; no query, no host. */
  at(...filling: Filling<Pattern>): string;
}

/**
 * Declares an address.
 * @param pattern begins with a slash; parameters are written `:name` and end at a slash, a dot or the end
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

/** Values of a query; null and undefined are left out. */
export type QueryValues = Readonly<Record<string, string | number | null | undefined>>;

/**
 * Adds to the query of a path. Values with the same names are replaced.
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
