import { parseTenThousandths } from '../money.ts';
import type { OrderItem } from './order.ts';

/** How many of a row were bought, and are left. In ten-thousandths, but for `remaining`. */
export interface Quantity {
  readonly refunded: number;
  /** Whole people still booked; a fraction takes a seat. */
  readonly remaining: number;
}

/** Still booked = ordered − cancelled − refunded. Undefined when a figure is missing, negative or not a number. */
export function remainingQuantity({ ordered, cancelled, refunded }: OrderItem['quantity']): Quantity | undefined {
  const read = (text: string | null): number => (text === null ? 0 : (parseTenThousandths(text) ?? Number.NaN));
  const figures = { ordered: read(ordered), cancelled: read(cancelled), refunded: read(refunded) };
  if (ordered === null || Object.values(figures).some((figure) => !(figure >= 0))) return undefined;
  const remaining = Math.max(0, figures.ordered - figures.cancelled - figures.refunded);
  return { refunded: figures.refunded, remaining: Math.ceil(remaining / 10_000) };
}

/** The most people that any of these rows leaves. Undefined when one of them can't be read. */
export function largestQuantity(quantities: readonly (Quantity | undefined)[]): Quantity | undefined {
  const known = quantities.filter((quantity) => quantity !== undefined);
  if (known.length === 0 || known.length < quantities.length) return undefined;
  return {
    refunded: Math.max(...known.map(({ refunded }) => refunded)),
    remaining: Math.max(...known.map(({ remaining }) => remaining)),
  };
}
