import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Connection } from 'mysql2/promise';

/** The shop's edition. Commerce stores versions of products. */
export type ShopEdition = 'open_source' | 'commerce';

/** Which tables to create. */
export interface SchemaOptions {
  readonly prefix?: string;
  readonly edition?: ShopEdition;
}

/** Located by its package, because the compiled code is in another folder. */
const SCHEMA = createRequire(import.meta.url).resolve('@miomente/booking-magento/testing/schema.sql');
const VALUE_TABLES = ['varchar', 'int', 'text', 'datetime', 'decimal'] as const;

/**
 * Creates Magento's tables in the connection's database, with two stores and the entity type of products. The
 * connection must accept several statements at once.
 */
export async function createSchema(
  connection: Connection,
  { prefix = '', edition = 'open_source' }: SchemaOptions = {},
): Promise<void> {
  const prefixed = readFileSync(SCHEMA, 'utf8').replace(/(CREATE TABLE|REFERENCES) `/g, `$1 \`${prefix}`);
  await connection.query(prefixed);
  if (edition === 'commerce') await connection.query(commerceSql(prefix));
  await connection.query(`
    SET time_zone = '+00:00', sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
    INSERT INTO \`${prefix}store_website\` (website_id, code, name) VALUES (0, 'admin', 'Admin'), (1, 'base', 'Shop');
    INSERT INTO \`${prefix}store_group\` (group_id, website_id, name) VALUES (0, 0, 'Default'), (1, 1, 'Shop');
    INSERT INTO \`${prefix}store\` (store_id, code, website_id, group_id, name)
      VALUES (0, 'admin', 0, 0, 'Admin'), (1, 'de', 1, 1, 'Deutsch'), (2, 'en', 1, 1, 'English');
    INSERT INTO \`${prefix}eav_entity_type\` (entity_type_id, entity_type_code, entity_model)
      VALUES (1, 'customer', 'Customer'), (4, 'catalog_product', 'Product')`);
}

/** The differences of Commerce: values belong to a version of a product, and orders may be paid by credit. */
function commerceSql(prefix: string): string {
  const values = VALUE_TABLES.map((type) => {
    const short = { varchar: 'VCHR', int: 'INT', text: 'TEXT', datetime: 'DTIME', decimal: 'DEC' }[type];
    return `ALTER TABLE \`${prefix}catalog_product_entity_${type}\`
      DROP FOREIGN KEY \`CAT_PRD_ENTT_${short}_ENTT_ID_CAT_PRD_ENTT_ENTT_ID\`,
      CHANGE entity_id row_id int UNSIGNED NOT NULL DEFAULT 0`;
  });
  const credit = ['gift_cards', 'customer_balance', 'reward_currency'].map((of) => `ADD ${of}_amount decimal(20,4)`);
  const refunded = ['gift_cards_refunded', 'customer_balance_refunded', 'rwrd_crrncy_amnt_refunded'].map(
    (column) => `ADD ${column} decimal(20,4)`,
  );
  return `SET FOREIGN_KEY_CHECKS = 0;
    ALTER TABLE \`${prefix}sales_order\` ${[...credit, ...refunded].join(', ')};
    DROP TABLE \`${prefix}catalog_product_super_link\`, \`${prefix}catalog_product_option_type_title\`,
      \`${prefix}catalog_product_option_type_value\`, \`${prefix}catalog_product_option_title\`,
      \`${prefix}catalog_product_option\`;
    ${values.join(';\n')};
    ALTER TABLE \`${prefix}catalog_product_entity\` MODIFY entity_id int UNSIGNED NOT NULL, DROP PRIMARY KEY;
    ALTER TABLE \`${prefix}catalog_product_entity\`
      ADD row_id int UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY FIRST,
      ADD created_in bigint UNSIGNED NOT NULL DEFAULT 1,
      ADD updated_in bigint UNSIGNED NOT NULL DEFAULT 2147483647,
      ADD KEY CATALOG_PRODUCT_ENTITY_ENTITY_ID_CREATED_IN (entity_id, created_in);
    SET FOREIGN_KEY_CHECKS = 1`;
}
