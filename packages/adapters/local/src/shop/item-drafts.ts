import type { ItemOption } from '@miomente/booking-domain';
import { BUNDLE, BUNDLE_PARTS, CONFIGURABLE, type Product, VARIANT } from './courses.ts';
import type { ItemDraft } from './order-draft.ts';

const lineOf = ({ productId, sku, name }: Product): Pick<ItemDraft, 'productId' | 'sku' | 'name'> => ({
  productId,
  sku,
  name,
});

/** A simple line: a quantity of a product, with the customer's choices. */
export function plainLine(product: Product, quantity: number, options: ItemDraft['options'], discount = 0): ItemDraft {
  return { ...lineOf(product), quantity, rowTotalGross: product.price * quantity, discount, options };
}

/** A line with a variant: price and options are on the parent, the partner's number is on the child's product. */
export function configurableLine(quantity: number, options: readonly ItemOption[]): ItemDraft {
  const child = { ...plainLine(VARIANT, 1, []), rowTotalGross: 0 };
  return { ...plainLine(CONFIGURABLE, quantity, options), sku: VARIANT.sku, children: [child] };
}

/** A bundle: the prices are on its parts, not on the parent. */
export function bundleLine(quantity: number, options: readonly ItemOption[]): ItemDraft {
  return {
    ...plainLine(BUNDLE, quantity, options),
    children: BUNDLE_PARTS.map((part) => plainLine(part, quantity, [])),
  };
}
