declare const brand: unique symbol;

/**
 * A number or a text of one kind, such as a booking's id. A plain value becomes one where it is expected, by a
 * parser, a mapper or arithmetic; a value of another kind does not compile there.
 */
export type Branded<Value, Kind extends string> = Value & { readonly [brand]?: Kind };
