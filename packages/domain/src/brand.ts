declare const brand: unique symbol;
declare const unit: unique symbol;

/**
 * An id of one kind, such as a booking's. A number or text becomes one only with that kind's function, such as
 * `asBookingId`. A plain value, or an id of another kind, does not compile in its place.
 */
export type Branded<Value, Kind extends string> = Value & { readonly [brand]: Kind };

/**
 * A number in one unit. The result of arithmetic is accepted in its place; a number in another unit does not compile
 * there.
 */
export type Unit<Kind extends string> = number & { readonly [unit]?: Kind };

/**
 * Makes a number from a database, request or file an id of the given kind. 0 stands before every id: reading starts
 * there.
 * @throws RangeError unless it is a safe integer from 0
 */
export function idOf<Id extends Branded<number, string>>(value: number): Id {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`No id: ${value}`);
  return value as Id;
}
