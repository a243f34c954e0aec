import type { MagentoShop } from './magento-shop.ts';

/** The products that generated orders are about. */
export const PRODUCTS = {
  /** A course of partner P-100. */
  sushi: 11,
  /** A course of partner P-200. */
  pasta: 12,
  /** No course at all. */
  voucher: 13,
  /** A configurable of P-100, and its variant without attributes of its own. */
  grill: 21,
  grillVariant: 22,
  /** A configurable that names nobody; its variant names P-200. */
  wine: 23,
  wineVariant: 24,
  /** A bundle of P-100 and its parts. */
  weekend: 31,
  weekendCourse: 32,
  weekendApron: 33,
  /** A course of P-100 whose date is the product's. */
  baking: 41,
  /** A course whose owner forgot the partner. */
  orphan: 51,
  /** Not in the catalogue any more. */
  gone: 99,
} as const;

/** When the baking course takes place, as the product keeps it: a day, by its midnight. */
export const BAKING_DATE = '2026-06-13 00:00:00';

/** Puts the products on the shelves. */
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
