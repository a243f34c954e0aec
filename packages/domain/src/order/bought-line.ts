import type { OrderItemId } from '../booking/booking.ts';
import { parseTenThousandths } from '../money.ts';
import { asCustomerNumber } from '../partner/partner.ts';
import { readEventStart } from './event-start.ts';
import type { OrderItem, OrderPolicy } from './order.ts';
import { largestQuantity, type Quantity, remainingQuantity } from './quantity.ts';

/** A line that was bought, with its child rows merged in. */
export interface BoughtLine {
  /** The line's own row, with the values that only its children have. */
  readonly item: OrderItem;
  /** The number of remaining people; undefined when it can't be read. */
  readonly quantity: Quantity | undefined;
  /** What the customer pays for it; undefined when it can't be read. */
  readonly amounts: Amounts | undefined;
}

/** In ten-thousandths of the order's currency, never negative. */
export interface Amounts {
  /** With tax, before discount. */
  readonly gross: number;
  readonly discount: number;
}

/** What is left to pay, never negative. */
export function priceOf({ gross, discount }: Amounts): number {
  return Math.max(0, gross - discount);
}

/** The lines of an order that were bought, in the order's sequence, at any depth of child rows. */
export function boughtLines(policy: OrderPolicy, items: readonly OrderItem[]): readonly BoughtLine[] {
  const byId = new Map<OrderItemId | null, OrderItem>(items.map((item) => [item.itemId, item]));
  return items.filter((item) => isBought(item, byId)).map((item) => fold(policy, item, items, new Set()));
}

/**
 * A row without a parent in the order was bought itself. So was the first of several rows that name each other as
 * parents.
 */
function isBought(item: OrderItem, byId: ReadonlyMap<OrderItemId | null, OrderItem>): boolean {
  const above = new Set<OrderItemId>();
  let parent = byId.get(item.parentItemId);
  while (parent !== undefined && !above.has(parent.itemId)) {
    above.add(parent.itemId);
    parent = byId.get(parent.parentItemId);
  }
  const isChild = above.size > 0;
  return !isChild || (above.has(item.itemId) && item.itemId === Math.min(...above));
}

function fold(
  policy: OrderPolicy,
  line: OrderItem,
  items: readonly OrderItem[],
  above: ReadonlySet<OrderItemId>,
): BoughtLine {
  const path = new Set([...above, line.itemId]);
  const children = items
    .filter((item) => item.parentItemId === line.itemId && !path.has(item.itemId))
    .map((child) => fold(policy, child, items, path));
  const item = withChildren(
    line,
    children.map((child) => child.item),
  );
  return isPricedByChildren(line, children)
    ? { item, quantity: quantityOf(policy, item, children), amounts: sumOf(children) }
    : { item, quantity: remainingQuantity(line.quantity), amounts: amountsOf(line) };
}

/** The line's row, with the values that only its children have. */
function withChildren(line: OrderItem, children: readonly OrderItem[]): OrderItem {
  const rows = [line, ...children];
  const first = <Value>(pick: (item: OrderItem) => Value | null): Value | null =>
    rows.map(pick).find((value) => value !== null) ?? null;
  const customerNumber = first((item) => filled(item.customerNumber));
  const attributes: Record<string, string | null> = { ...line.attributes };
  for (const child of children)
    for (const [code, value] of Object.entries(child.attributes)) attributes[code] = filled(attributes[code]) ?? value;
  return {
    ...line,
    productId: first((item) => item.productId),
    customerNumber: customerNumber === null ? null : asCustomerNumber(customerNumber),
    options: rows.flatMap((item) => item.options),
    attributes,
    unreadable: [...new Set(rows.flatMap((item) => item.unreadable))],
  };
}

/** The text without white space around it; null when nothing is left. */
function filled(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}

/**
 * Whether the amounts and quantities of the children count in place of the line's own. The shop's setting decides.
 * Without one, the children count when the line costs nothing and a child does.
 */
function isPricedByChildren(line: OrderItem, children: readonly BoughtLine[]): boolean {
  if (children.length === 0 || line.priceOn === 'line') return false;
  if (line.priceOn === 'children') return true;
  const isFree = line.rowTotalGross === null || parseTenThousandths(line.rowTotalGross) === 0;
  return isFree && children.some(costsSomething);
}

/** An unreadable amount may be a price. */
function costsSomething({ item, amounts }: BoughtLine): boolean {
  return amounts === undefined ? item.rowTotalGross !== null : amounts.gross > 0;
}

/**
 * The number of people of a line whose own row is ignored (orders#priced-by-children): a refunded part says nothing
 * about the course beside it.
 */
function quantityOf(policy: OrderPolicy, line: OrderItem, children: readonly BoughtLine[]): Quantity | undefined {
  const isPartners = ({ item }: BoughtLine): boolean =>
    item.customerNumber !== null && item.customerNumber === line.customerNumber;
  const hasDate = ({ item }: BoughtLine): boolean => readEventStart(policy, item).type !== 'absent';
  const carriers = children.filter(
    (child) => isPartners(child) || (child.item.customerNumber === null && hasDate(child)),
  );
  const [deciding = mostExpensive(children)] = [carriers, children.filter(hasDate)].filter(({ length }) => length > 0);
  return largestQuantity(deciding.map(({ quantity }) => quantity));
}

/** The children with the largest total; several when they cost the same. */
function mostExpensive(children: readonly BoughtLine[]): readonly BoughtLine[] {
  const total = ({ amounts }: BoughtLine): number => amounts?.gross ?? 0;
  const most = Math.max(...children.map(total));
  return children.filter((child) => total(child) === most);
}

/** A part without amounts costs nothing beside others; an unreadable part makes the whole unreadable. */
function sumOf(children: readonly BoughtLine[]): Amounts | undefined {
  const priced = children.filter(({ item, amounts }) => amounts !== undefined || item.rowTotalGross !== null);
  if (priced.length === 0) return undefined;
  let [gross, discount] = [0, 0];
  for (const { amounts } of priced) {
    if (amounts === undefined) return undefined;
    gross += amounts.gross;
    discount += amounts.discount;
  }
  return { gross, discount };
}

function amountsOf({ rowTotalGross, discount: text }: OrderItem): Amounts | undefined {
  const gross = rowTotalGross === null ? undefined : parseTenThousandths(rowTotalGross);
  const discount = text === null ? 0 : parseTenThousandths(text);
  // Some shops store the discount as a negative number.
  return gross === undefined || discount === undefined
    ? undefined
    : { gross: Math.max(0, gross), discount: Math.abs(discount) };
}
