import { parseTenThousandths } from '../money.ts';

/** An amount of an order, in ten-thousandths of its currency; 0 when it is missing or can't be read. */
export function amountOf(text: string | null | undefined): number {
  return text == null ? 0 : (parseTenThousandths(text) ?? 0);
}
