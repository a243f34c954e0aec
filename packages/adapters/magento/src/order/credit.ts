import type { Order } from '@miomente/booking-domain';
import { formatTenThousandths, parseTenThousandths } from '@miomente/booking-domain';
import type { Read } from '../database/snapshot.ts';
import type { TableName } from '../database/tables.ts';

/** What gift cards, store credit and reward points paid of an order, in its currency. */
const USED = ['gift_cards_amount', 'customer_balance_amount', 'reward_currency_amount'] as const;
/** What of it was given back. */
const REFUNDED = ['gift_cards_refunded', 'customer_balance_refunded', 'rwrd_crrncy_amnt_refunded'] as const;
export type CreditColumn = (typeof USED)[number] | (typeof REFUNDED)[number];
const ALL: readonly CreditColumn[] = [...USED, ...REFUNDED];

/** Decimal text; absent where the shop has no such column. */
export type CreditRow = Readonly<Partial<Record<CreditColumn, string | null>>>;

/** Which of these columns the shop has: Commerce has all, others those that an extension brought. */
export async function creditColumns(read: Read, table: TableName): Promise<readonly CreditColumn[]> {
  const rows = await read<{ readonly Field: string }>(`SHOW COLUMNS FROM ${table('sales_order')} WHERE Field IN (?)`, [
    ALL,
  ]);
  return ALL.filter((column) => rows.some(({ Field }) => Field.toLowerCase() === column));
}

/** What of an order was paid by other means than money, as far as the shop says so (orders#gift-cards). */
export function creditOf(row: CreditRow): Pick<Order, 'creditUsed' | 'creditRefunded'> {
  return { ...sumOf('creditUsed', row, USED), ...sumOf('creditRefunded', row, REFUNDED) };
}

/** Nothing where no column says anything. What can't be read counts as nothing: the rest may still say enough. */
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
