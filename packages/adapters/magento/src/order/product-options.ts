import type { ItemOption } from '@miomente/booking-domain';

type Fields = Readonly<Record<string, unknown>>;

/** The customer's choices in the `product_options` of an order line. */
export interface ProductOptions {
  readonly options: readonly ItemOption[];
  /** A part that may contain a choice could not be read. */
  readonly isUnreadable: boolean;
}

const NONE: ProductOptions = { options: [], isUnreadable: false };
const UNREADABLE: ProductOptions = { options: [], isUnreadable: true };

/**
 * The lists with choices: custom options first, then the variant of a configurable product, the parts of a bundle, and
 * additions of extensions.
 */
const LISTS = ['options', 'attributes_info', 'bundle_options', 'additional_options'] as const;

/**
 * Reads the customer's choices from the `product_options` of an order line. An unreadable list does not hide the others
 * (orders#odd-lists).
 */
export function readProductOptions(text: string | null): ProductOptions {
  if (text === null || text.trim() === '') return NONE;
  const all = unwrapped(text);
  if (!isFields(all)) return UNREADABLE;
  const lists = LISTS.map((name) => listOf(all[name]));
  return {
    options: lists.flatMap(({ options }) => options),
    isUnreadable: lists.some(({ isUnreadable }) => isUnreadable),
  };
}

/** PHP encodes a list with gaps as an object, and a missing list as an empty text. */
function listOf(value: unknown): ProductOptions {
  const list = unwrapped(value);
  if (isFields(list))
    return { options: Object.values(list).map(unwrapped).filter(isFields).map(optionOf), isUnreadable: false };
  return typeof list === 'string' && mayHoldChoices(list) ? UNREADABLE : NONE;
}

const EMPTY_PHP = /^(?:a:0:\{\}|N;|b:0;|i:0;|s:0:"";)$/;

/** A list or object in PHP's serialised format, or incomplete JSON. Any other text is no list of choices. */
function mayHoldChoices(text: string): boolean {
  return /^(?:[aO]:\d+:|[[{"])/.test(text) && !EMPTY_PHP.test(text);
}

/** The chosen part of `option_value`, for option types whose value is a local time. */
const WALL_CLOCKS: Readonly<Record<string, RegExp>> = {
  date_time: /^\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}:\d{2})?$/,
  // Only a day was chosen; the midnight stored with it was not.
  date: /^\d{4}-\d{2}-\d{2}(?= |$)/,
  // Only a time was chosen; the day stored with it is that of the order.
  time: /(?<=^\d{4}-\d{2}-\d{2} )\d{2}:\d{2}:\d{2}$/,
};

function optionOf(fields: Fields): ItemOption {
  const { option_type: type, option_value: chosen } = fields;
  const isClock = typeof type === 'string' && typeof chosen === 'string';
  const shown = textOf(fields['print_value']);
  return {
    label: textOf(fields['label']),
    text: shown === '' ? textOf(fields['value']) : shown,
    wallClock: (isClock ? WALL_CLOCKS[type]?.exec(chosen)?.[0] : undefined) ?? null,
  };
}

/** The choice in a bundle is a list of parts, each with a title. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value.replaceAll('\0', '');
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  if (!isFields(value)) return '';
  const said = ['title', 'print_value', 'label', 'value'].find((name) => value[name] !== undefined);
  return said === undefined ? Object.values(value).map(textOf).join(', ') : textOf(value[said]);
}

/** An empty PHP array is encoded as a list, even when it would have been an object. */
function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

const DEEPEST = 3;

/**
 * Decodes JSON in a string, also when it was encoded several times. Any other value is returned as it is; texts without
 * surrounding blanks.
 */
function unwrapped(value: unknown): unknown {
  let inside = value;
  for (let depth = 0; depth < DEEPEST && typeof inside === 'string'; depth += 1) {
    const text = inside.trim();
    if (!/^[[{"]/.test(text)) return text;
    try {
      inside = JSON.parse(text) as unknown;
    } catch {
      return text;
    }
  }
  return inside;
}
