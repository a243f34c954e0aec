import type { Read } from '../database/snapshot.ts';
import type { TableName } from '../database/tables.ts';

/** Labels of attribute options in every store. */
export interface OptionLabels {
  /**
   * The text of option ids in a store: the store's own label, else the default label. An id without a label stays as it
   * is, because some attributes take their options from another source.
   */
  textOf(value: string, storeId: number): string;
}

interface LabelRow {
  readonly option_id: number;
  readonly store_id: number;
  readonly value: string | null;
}

/** Reads the labels of the options in these values. Several options of one attribute are written as `12,15`. */
export async function optionLabels(
  read: Read,
  table: TableName,
  values: readonly string[],
  stores: readonly number[],
): Promise<OptionLabels> {
  const ids = [...new Set(values.flatMap(idsOf))];
  const labels = new Map<string, string>();
  if (ids.length > 0) {
    const rows = await read<LabelRow>(
      `SELECT option_id, store_id, value FROM ${table('eav_attribute_option_value')}
       WHERE option_id IN (?) AND store_id IN (?)`,
      [ids, stores],
    );
    for (const { option_id, store_id, value } of rows) {
      if (value !== null && value.trim() !== '') labels.set(`${option_id} ${store_id}`, value.trim());
    }
  }
  const label = (id: number, storeId: number): string =>
    labels.get(`${id} ${storeId}`) ?? labels.get(`${id} 0`) ?? String(id);
  return {
    textOf: (value, storeId) => {
      const chosen = idsOf(value);
      return chosen.length === 0 ? value : chosen.map((id) => label(id, storeId)).join(', ');
    },
  };
}

function idsOf(value: string): readonly number[] {
  return /^\d{1,10}(,\d{1,10})*$/.test(value) ? value.split(',').map(Number) : [];
}
