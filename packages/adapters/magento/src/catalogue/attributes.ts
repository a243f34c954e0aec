import { PermanentFailure } from '@miomente/booking-domain';
import type { Read } from '../database/snapshot.ts';
import type { TableName } from '../database/tables.ts';

const VALUE_TYPES = ['varchar', 'int', 'text', 'datetime', 'decimal'] as const;
/** The type of an attribute's values, which is the suffix of the table that has them. */
export type ValueType = (typeof VALUE_TYPES)[number];

/** A product attribute: its id and the table of its values. */
export interface Attribute {
  /** The code as written in the configuration. */
  readonly code: string;
  readonly attributeId: number;
  readonly valueType: ValueType;
  /** The values are ids of options; their labels are the text that counts. */
  readonly hasOptions: boolean;
  /** How values express a time: as UTC, or as a day at midnight. Null: as they are written. */
  readonly timeKind: 'utc' | 'day' | null;
}

interface AttributeRow {
  readonly attribute_id: number;
  readonly attribute_code: string;
  readonly backend_type: string;
  readonly frontend_input: string | null;
}

const CHOICES: readonly (string | null)[] = ['select', 'multiselect'];

const TIME_KINDS: Readonly<Record<string, Attribute['timeKind']>> = { datetime: 'utc', date: 'day' };

/**
 * Reads how the shop currently defines the product attributes with these codes. A code that the shop does not have is
 * left out.
 */
export async function productAttributes(
  read: Read,
  table: TableName,
  codes: readonly string[],
): Promise<readonly Attribute[]> {
  const rows = await read<AttributeRow>(
    `SELECT a.attribute_id, a.attribute_code, a.backend_type, a.frontend_input
     FROM ${table('eav_attribute')} a JOIN ${table('eav_entity_type')} t ON t.entity_type_id = a.entity_type_id
     WHERE t.entity_type_code = 'catalog_product' AND a.attribute_code IN (?)`,
    [codes],
  );
  return codes.flatMap((code) => {
    const row = rows.find((candidate) => candidate.attribute_code.toLowerCase() === code.toLowerCase());
    const valueType = VALUE_TYPES.find((type) => type === row?.backend_type);
    if (row === undefined || valueType === undefined) return [];
    const { attribute_id: attributeId, frontend_input: input } = row;
    const timeKind = TIME_KINDS[input ?? ''] ?? null;
    return [{ code, attributeId, valueType, hasOptions: CHOICES.includes(input), timeKind }];
  });
}

/**
 * Without the partner attribute, orders for courses could not be told from vouchers, so nothing is read.
 * @throws PermanentFailure when the attribute does not exist
 */
export function requirePartnerAttribute(attributes: readonly Attribute[], code: string): void {
  if (attributes.some((attribute) => attribute.code === code)) return;
  throw new PermanentFailure(
    `The shop has no product attribute "${code}"; create it, or name the one with the customer number in MAGENTO_PARTNER_ATTRIBUTE.`,
  );
}
