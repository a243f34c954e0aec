import type { OrderItem } from '@miomente/booking-domain';

/** Magento's numbers for the price type of a bundle. */
const CALCULATIONS: Readonly<Record<string, OrderItem['priceOn']>> = {
  '0': 'children',
  child: 'children',
  '1': 'line',
  parent: 'line',
};

/** The same in PHP's serialised format, which old shops use. */
const SERIALIZED = /s:20:"product_calculations";(?:i:|s:\d+:")(\w+)/;

/**
 * Which price of a bundle counts, according to its `product_options`: its own, or those of its children.
 * @returns undefined when the line is no bundle, or the options can't be read
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
