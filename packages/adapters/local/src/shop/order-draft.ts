import type { Customer, ItemOption, OrderState } from '@miomente/booking-domain';

/** A line of an order to place. Amounts are ten-thousandths of the order's currency. */
export interface ItemDraft {
  readonly productId: number | null;
  readonly sku: string;
  readonly name: string;
  readonly quantity: number;
  readonly rowTotalGross: number;
  readonly discount?: number;
  /** A string stands for options that the shop stores but nobody can read. */
  readonly options: readonly ItemOption[] | string;
  /** The child rows of a configurable product or bundle. */
  readonly children?: readonly ItemDraft[];
}

/** An order to place. */
export interface OrderDraft {
  /** Identifies the placing: the same name again places nothing. Null always places a new order. */
  readonly placedAs: string | null;
  readonly customer: Customer;
  readonly state: OrderState;
  /** Whether it is fully paid; otherwise nothing is paid. */
  readonly paid: boolean;
  readonly currency: string;
  readonly items: readonly ItemDraft[];
}

/** The amount that the customer pays, in ten-thousandths. */
export function grandTotal(items: readonly ItemDraft[]): number {
  return items.reduce(
    (sum, item) => sum + item.rowTotalGross - (item.discount ?? 0) + grandTotal(item.children ?? []),
    0,
  );
}
