import type { OrderItem } from '@miomente/booking-domain';

/** Magento's own numbers for whose price counts. */
const CALCULATIONS: Readonly<Record<string, OrderItem['priceOn']>> = {
  '0': 'children',
  child: 'children',
  '1': 'line',
  parent: 'line',
};

/** What PHP's own notation, of old shops, says of the same. */
const SERIALIZED = /s:20:"product_calculations";(?:i:|s:\d+:")(\w+)/;

/**
 * Whose price a bundle's is, as its `product_options` say: the line's own, or its children's.
 * @returns undefined for everything else, and where that can't be read
 */
export function priceOn(productOptions: string | null): OrderItem['priceOn'] {
  if (productOptions?.includes('product_calculations') !== true) return undefined;
  const said = calculations(productOptions) ?? SERIALIZED.exec(productOptions)?.[1];
  return said === undefined ? undefined : CALCULATIONS[said];
}

function calculations(text: string): string | undefined {
  try {
    const all: unknown = JSON.parse(text);
    if (typeof all === 'string') return calculations(all);
    if (typeof all !== 'object' || all === null || !('product_calculations' in all)) return undefined;
    return String(all.product_calculations);
  } catch {
    return undefined;
  }
}
