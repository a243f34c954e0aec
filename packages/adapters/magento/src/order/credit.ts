import type { Order } from '@miomente/booking-domain';
import { formatTenThousandths, parseTenThousandths } from '@miomente/booking-domain';
import type { Read } from '../database/snapshot.ts';
import type { TableName } from '../database/tables.ts';

/** The amounts paid by gift card, store credit and reward points, in the order's currency. */
const USED = ['gift_cards_amount', 'customer_balance_amount', 'reward_currency_amount'] as const;
/** The refunded part of them. */
const REFUNDED = ['gift_cards_refunded', 'customer_balance_refunded', 'rwrd_crrncy_amnt_refunded'] as const;
/** A column with such an amount. */
export type CreditColumn = (typeof USED)[number] | (typeof REFUNDED)[number];
const ALL: readonly CreditColumn[] = [...USED, ...REFUNDED];

/** Decimal text; missing where the shop does not have the column. */
export type CreditRow = Readonly<Partial<Record<CreditColumn, string | null>>>;

/** The columns of these that the shop has. Commerce has all; other shops have those of their extensions. */
export async function creditColumns(read: Read, table: TableName): Promise<readonly CreditColumn[]> {
  const rows = await read<{ readonly Field: string }>(`SHOW COLUMNS FROM ${table('sales_order')} WHERE Field IN (?)`, [
    ALL,
  ]);
  return ALL.filter((column) => rows.some(({ Field }) => Field.toLowerCase() === column));
}

/**
 * The amount of an order that was paid by other means than money, as far as the shop records it (orders#gift-cards).
 */
export function creditOf(row: CreditRow): Pick<Order, 'creditUsed' | 'creditRefunded'> {
  return { ...sumOf('creditUsed', row, USED), ...sumOf('creditRefunded', row, REFUNDED) };
}

/** Null when no column has a value. An unreadable value counts as zero, because the others may suffice. */
function sumOf<Name extends string>(
  name: Name,
  row: CreditRow,
  columns: readonly CreditColumn[],
): { readonly [Key in Name]?: string } {
  const amounts = columns.flatMap((column) => parseTenThousandths(row[column] ?? '') ?? []);
  if (amounts.length === 0) return {};
  const sum = amounts.reduce((total, amount) => total + Math.abs(amount), 0);
  return { [name]: formatTenThousandths(sum) } as { readonly [Key in Name]?: string };
}
