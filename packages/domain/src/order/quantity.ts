import { parseTenThousandths } from '../money.ts';
import type { OrderItem } from './order.ts';

/** Quantities of a row: bought, and remaining. In ten-thousandths, except `remaining`. */
export interface Quantity {
  readonly refunded: number;
  /** Whole people who are still booked; a fraction counts as one. */
  readonly remaining: number;
}

/** Still booked = ordered − cancelled − refunded. Undefined when a number is missing, negative or invalid. */
export function remainingQuantity({ ordered, cancelled, refunded }: OrderItem['quantity']): Quantity | undefined {
  const read = (text: string | null): number => (text === null ? 0 : (parseTenThousandths(text) ?? Number.NaN));
  const figures = { ordered: read(ordered), cancelled: read(cancelled), refunded: read(refunded) };
  if (ordered === null || Object.values(figures).some((figure) => !(figure >= 0))) return undefined;
  const remaining = Math.max(0, figures.ordered - figures.cancelled - figures.refunded);
  return { refunded: figures.refunded, remaining: Math.ceil(remaining / 10_000) };
}

/**
 * The largest remaining number of people in any of these rows. Undefined when one of them can't be read.
 * @param quantities at least one
 */
export function largestQuantity(quantities: readonly (Quantity | undefined)[]): Quantity | undefined {
  const known = quantities.filter((quantity) => quantity !== undefined);
  if (known.length < quantities.length) return undefined;
  return {
    refunded: Math.max(...known.map(({ refunded }) => refunded)),
    remaining: Math.max(...known.map(({ remaining }) => remaining)),
  };
}
