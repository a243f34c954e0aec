import type { Customer, ItemOption, OrderState } from '@miomente/booking-domain';

/** A line of an order that is about to be placed. Amounts are ten-thousandths of the order's currency. */
export interface ItemDraft {
  readonly productId: number | null;
  readonly sku: string;
  readonly name: string;
  readonly quantity: number;
  readonly rowTotalGross: number;
  readonly discount?: number;
  /** A string stands for what the shop keeps but nobody can read any more. */
  readonly options: readonly ItemOption[] | string;
  /** The rows that a configurable or bundle line brings with it. */
  readonly children?: readonly ItemDraft[];
}

/** An order that is about to be placed. */
export interface OrderDraft {
  /** Names the placing: the same name again places nothing. Null places anew each time. */
  readonly placedAs: string | null;
  readonly customer: Customer;
  readonly state: OrderState;
  /** Whether it is paid in full; else not at all. */
  readonly paid: boolean;
  readonly currency: string;
  readonly items: readonly ItemDraft[];
}

/** What the customer pays, in ten-thousandths. */
export function grandTotal(items: readonly ItemDraft[]): number {
  return items.reduce(
    (sum, item) => sum + item.rowTotalGross - (item.discount ?? 0) + grandTotal(item.children ?? []),
    0,
  );
}
