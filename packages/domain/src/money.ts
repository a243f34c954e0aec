/**
 * An amount of money as a whole number of ten-thousandths of the currency's unit: exactly the
 * four decimals that Magento's `decimal(20,4)` keeps, without a float.
 */
export interface Money {
  /** Ten-thousandths of the unit: 158.00 EUR is 1_580_000. */
  readonly tenThousandths: number;
  /** ISO 4217, such as `EUR`. */
  readonly currency: string;
}

const DECIMAL = /^(-?)(\d{1,11})(?:\.(\d{1,12}))?$/;

/**
 * Reads a decimal string (`"158.0000"`) as ten-thousandths, rounding further decimals half away
 * from zero.
 * @returns undefined when it is not a plain decimal number of at most eleven digits before the point
 */
export function parseTenThousandths(text: string): number | undefined {
  const match = DECIMAL.exec(text.trim());
  if (match === null) return undefined;
  const [, sign, whole, fraction = ''] = match;
  const kept = Number(`${whole}${fraction.slice(0, 4).padEnd(4, '0')}`);
  const rounded = kept + (Number(fraction[4] ?? '0') >= 5 ? 1 : 0);
  return sign === '-' && rounded !== 0 ? -rounded : rounded;
}

/** Writes ten-thousandths as a decimal string with four decimals, as PostgreSQL's NUMERIC takes it. */
export function formatTenThousandths(amount: number): string {
  const digits = String(Math.abs(amount)).padStart(5, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}

/** The amount as a JSON number in whole units, for the API only. */
export function toJsonNumber(money: Money): number {
  return money.tenThousandths / 10_000;
}
