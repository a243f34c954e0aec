import type { ItemOption } from '@miomente/booking-domain';

type Fields = Readonly<Record<string, unknown>>;

/** Option types whose `option_value` is a wall clock. That of a `time` option is on the day of ordering, so no date. */
const DATE_TYPES: readonly unknown[] = ['date', 'date_time'];
const WALL_CLOCK = /^\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}:\d{2})?$/;

/**
 * What the customer chose, out of an order line's `product_options`: custom options first, then the
 * choices that make a configurable's variant, then what extensions add.
 * @returns undefined when something stands there that can't be read
 */
export function readProductOptions(text: string | null): readonly ItemOption[] | undefined {
  if (text === null || text.trim() === '') return [];
  const all = parsed(text);
  if (!isFields(all)) return undefined;
  const lists = [all['options'], all['attributes_info'], all['additional_options']].map(listOf);
  if (lists.some((list) => list === undefined)) return undefined;
  return lists.flatMap((list) => (list ?? []).filter(isFields).map(optionOf));
}

function optionOf(fields: Fields): ItemOption {
  const chosen = fields['option_value'];
  const isClock = DATE_TYPES.includes(fields['option_type']) && typeof chosen === 'string' && WALL_CLOCK.test(chosen);
  const shown = textOf(fields['print_value']);
  return {
    label: textOf(fields['label']),
    text: shown === '' ? textOf(fields['value']) : shown,
    wallClock: isClock ? chosen : null,
  };
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? value.map(textOf).join(', ') : '';
}

/** PHP writes a list with gaps as an object, and an absent one as nothing at all. */
function listOf(value: unknown): readonly unknown[] | undefined {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  return isFields(value) ? Object.values(value) : undefined;
}

/** An empty PHP array is written as a list, whatever it would have held. */
function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
