import type { Read } from '../database/snapshot.ts';
import type { TableName } from '../database/tables.ts';

/** The column that identifies product rows. Adobe Commerce stores versions of a product, each with its own `row_id`. */
export type Edition = 'open_source' | 'commerce';

/** Detects the shop's edition by the presence of that column. */
export async function detectEdition(read: Read, table: TableName): Promise<Edition> {
  const columns = await read(`SHOW COLUMNS FROM ${table('catalog_product_entity')} LIKE 'row_id'`);
  return columns.length > 0 ? 'commerce' : 'open_source';
}
