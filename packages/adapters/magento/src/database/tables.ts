/** The tables that are read, without the shop's prefix. */
export type MagentoTable =
  | 'sales_order'
  | 'sales_order_item'
  | 'sales_order_address'
  | 'catalog_product_entity'
  | `catalog_product_entity_${'varchar' | 'int' | 'text' | 'datetime' | 'decimal'}`
  | 'eav_attribute'
  | 'eav_attribute_option_value'
  | 'eav_entity_type';

/** A table's quoted name in this shop. */
export type TableName = (table: MagentoTable) => string;

/** Gives the quoted names of the tables of a shop with this prefix. */
export function tableNames(prefix: string): TableName {
  return (table) => `\`${prefix}${table}\``;
}
