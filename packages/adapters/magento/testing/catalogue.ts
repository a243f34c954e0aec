import type { MagentoShop } from './magento-shop.ts';

/** The products of generated orders. */
export const PRODUCTS = {
  /** A course of partner P-100. */
  sushi: 11,
  /** A course of partner P-200. */
  pasta: 12,
  /** Not a course. */
  voucher: 13,
  /** A configurable product of P-100. Its variant has no attributes of its own. */
  grill: 21,
  grillVariant: 22,
  /** A configurable product without a partner. Its variant names P-200. */
  wine: 23,
  wineVariant: 24,
  /** A bundle of P-100 and its parts. */
  weekend: 31,
  weekendCourse: 32,
  weekendApron: 33,
  /** A course of P-100 with its date on the product. */
  baking: 41,
  /** A course without a partner, which its owner forgot. */
  orphan: 51,
  /** No longer in the catalogue. */
  gone: 99,
} as const;

/** The day of the baking course, as stored on the product: at midnight. */
export const BAKING_DATE = '2026-06-13 00:00:00';

/** Creates the products. */
export async function stockCatalogue(shop: MagentoShop): Promise<void> {
  const add = (productId: number, type: string, values: Readonly<Record<string, string>> = {}): Promise<void> =>
    shop.addProduct({ productId, type, values });
  await add(PRODUCTS.sushi, 'virtual', { customer_number: 'P-100' });
  await add(PRODUCTS.pasta, 'virtual', { customer_number: 'P-200' });
  await add(PRODUCTS.voucher, 'virtual');
  await add(PRODUCTS.grill, 'configurable', { customer_number: 'P-100' });
  await add(PRODUCTS.grillVariant, 'virtual');
  await add(PRODUCTS.wine, 'configurable');
  await add(PRODUCTS.wineVariant, 'virtual', { customer_number: 'P-200' });
  await add(PRODUCTS.weekend, 'bundle', { customer_number: 'P-100' });
  await add(PRODUCTS.weekendCourse, 'virtual');
  await add(PRODUCTS.weekendApron, 'simple');
  await add(PRODUCTS.baking, 'virtual', { customer_number: 'P-100', event_date: BAKING_DATE });
  await add(PRODUCTS.orphan, 'virtual');
}
