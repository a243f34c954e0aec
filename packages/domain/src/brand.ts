declare const brand: unique symbol;
declare const unit: unique symbol;

/**
 * An id of one kind, such as a booking's. A plain value becomes one only through that kind's function, such as
 * `asBookingId`; a plain value, and one of another kind, does not compile where it is expected.
 */
export type Branded<Value, Kind extends string> = Value & { readonly [brand]: Kind };

/**
 * A number of one unit. What arithmetic gives becomes one where it is expected; a number of another unit does not
 * compile there.
 */
export type Unit<Kind extends string> = number & { readonly [unit]?: Kind };

/**
 * An id of the kind wanted, from a number that a store, a request or a file gave. 0 is before every id: reading begins there.
 * @throws RangeError unless it is a whole number from 0 that a number holds exactly
 */
export function idOf<Id extends Branded<number, string>>(value: number): Id {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`No id: ${value}`);
  return value as Id;
}
