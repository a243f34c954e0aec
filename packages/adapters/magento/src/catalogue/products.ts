import type { Read } from '../database/snapshot.ts';
import type { TableName } from '../database/tables.ts';
import { grouped } from '../order/line-rows.ts';
import type { Attribute, ValueType } from './attributes.ts';
import type { Edition } from './edition.ts';
import { type OptionLabels, optionLabels } from './option-labels.ts';

/** The products of a page of orders, as each store sees them. */
export interface Products {
  /** False for a deleted product, and for one without a current version. */
  has(productId: number): boolean;
  /**
   * The value of an attribute in a store, else the default value; null when there is none. An instant in UTC ends in
   * `Z`.
   */
  value(productId: number, storeId: number, code: string): string | null;
}

/** For pages without products. */
export const NO_PRODUCTS: Products = { has: () => false, value: () => null };

interface ProductRow {
  readonly entity_id: number;
  /** The cache key of a value. */
  readonly link_id: number;
}

interface ValueRow {
  readonly link_id: number;
  readonly attribute_id: number;
  readonly store_id: number;
  readonly value: string | number | null;
}

/** MySQL's zero date, which means "none". */
const NO_DATE = '0000-00-00';

/** The store id of the default values and labels. */
const DEFAULT_STORE = 0;

/** Reads the attributes of these products for these stores, with one statement per type of value. */
export async function readProducts(
  read: Read,
  table: TableName,
  {
    edition,
    attributes,
    productIds,
    storeIds,
  }: {
    readonly edition: Edition;
    readonly attributes: readonly Attribute[];
    readonly productIds: readonly number[];
    readonly storeIds: readonly number[];
  },
): Promise<Products> {
  if (productIds.length === 0) return NO_PRODUCTS;
  const stores = [...new Set([DEFAULT_STORE, ...storeIds])];
  const link = new Map<number, number>();
  for (const row of await productRows(read, table, edition, productIds)) link.set(row.entity_id, row.link_id);
  const values = new Map<string, string>();
  for (const row of await valueRows(read, table, edition, attributes, [...link.values()], stores)) {
    const text = row.value === null ? '' : String(row.value).trim();
    if (text !== '' && !text.startsWith(NO_DATE)) values.set(keyOf(row.link_id, row.attribute_id, row.store_id), text);
  }
  const labels = await labelsOf(read, table, attributes, values, stores);
  const byCode = new Map(attributes.map((attribute) => [attribute.code, attribute]));
  return {
    has: (productId) => link.has(productId),
    value: (productId, storeId, code) => {
      const attribute = byCode.get(code);
      const linkId = link.get(productId);
      if (attribute === undefined || linkId === undefined) return null;
      const { attributeId } = attribute;
      const own = values.get(keyOf(linkId, attributeId, storeId));
      const text = own ?? values.get(keyOf(linkId, attributeId, DEFAULT_STORE)) ?? null;
      if (text === null) return null;
      return attribute.hasOptions ? labels.textOf(text, storeId) : timeOf(attribute, text);
    },
  };
}

const DATABASE_TIME = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.\d+)?$/;

/** Marks a time as what it is: an instant in UTC, or a day (orders#attribute-times). */
function timeOf({ timeKind }: Attribute, text: string): string {
  const [, day, time] = DATABASE_TIME.exec(text) ?? [];
  if (day === undefined) return text;
  if (timeKind === 'day') return day;
  return timeKind === 'utc' ? `${day}T${time}Z` : text;
}

const keyOf = (linkId: number, attributeId: number, storeId: number): string => `${linkId} ${attributeId} ${storeId}`;

async function productRows(
  read: Read,
  table: TableName,
  edition: Edition,
  productIds: readonly number[],
): Promise<readonly ProductRow[]> {
  const products = table('catalog_product_entity');
  return edition === 'commerce'
    ? read<ProductRow>(
        `SELECT entity_id, row_id AS link_id FROM ${products} WHERE entity_id IN (?)
         AND created_in <= UNIX_TIMESTAMP() AND updated_in > UNIX_TIMESTAMP()`,
        [productIds],
      )
    : read<ProductRow>(`SELECT entity_id, entity_id AS link_id FROM ${products} WHERE entity_id IN (?)`, [productIds]);
}

async function valueRows(
  read: Read,
  table: TableName,
  edition: Edition,
  attributes: readonly Attribute[],
  linkIds: readonly number[],
  stores: readonly number[],
): Promise<readonly ValueRow[]> {
  if (linkIds.length === 0) return [];
  const link = edition === 'commerce' ? 'row_id' : 'entity_id';
  const found: ValueRow[] = [];
  for (const [type, ofType] of grouped<Attribute, ValueType>(attributes, (attribute) => attribute.valueType)) {
    const rows = await read<ValueRow>(
      `SELECT ${link} AS link_id, attribute_id, store_id, value FROM ${table(`catalog_product_entity_${type}`)}
       WHERE ${link} IN (?) AND attribute_id IN (?) AND store_id IN (?)`,
      [linkIds, ofType.map(({ attributeId }) => attributeId), stores],
    );
    found.push(...rows);
  }
  return found;
}

async function labelsOf(
  read: Read,
  table: TableName,
  attributes: readonly Attribute[],
  values: ReadonlyMap<string, string>,
  stores: readonly number[],
): Promise<OptionLabels> {
  const withOptions = new Set(attributes.filter(({ hasOptions }) => hasOptions).map(({ attributeId }) => attributeId));
  const chosen = [...values].filter(([key]) => withOptions.has(Number(key.split(' ')[1]))).map(([, text]) => text);
  return optionLabels(read, table, chosen, stores);
}
