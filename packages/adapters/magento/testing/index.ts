export type { AttributeDraft, AttributeValue, OrderDraft, ProductDraft, Row } from './drafts.ts';
export { MagentoShop } from './magento-shop.ts';
export { draftOfOrder, magentoTime, optionsJson } from './order-draft.ts';
export { createSchema, type SchemaOptions, type ShopEdition } from './schema.ts';
