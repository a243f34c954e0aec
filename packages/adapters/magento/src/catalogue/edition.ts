import type { Read } from '../database/snapshot.ts';
import type { TableName } from '../database/tables.ts';

/** What product rows are known by: Commerce keeps versions of a product, each with a `row_id` of its own. */
export type Edition = 'open_source' | 'commerce';

/** Which edition the shop runs, by the presence of the column. */
export async function detectEdition(read: Read, table: TableName): Promise<Edition> {
  const columns = await read(`SHOW COLUMNS FROM ${table('catalog_product_entity')} LIKE 'row_id'`);
  return columns.length > 0 ? 'commerce' : 'open_source';
}
