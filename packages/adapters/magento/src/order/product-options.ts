import type { ItemOption } from '@miomente/booking-domain';

type Fields = Readonly<Record<string, unknown>>;

/** What an order line's `product_options` hold of the customer's choices. */
export interface ProductOptions {
  readonly options: readonly ItemOption[];
  /** Something stands there that can't be read, and may be a choice. */
  readonly isUnreadable: boolean;
}

const NONE: ProductOptions = { options: [], isUnreadable: false };
const UNREADABLE: ProductOptions = { options: [], isUnreadable: true };

/** Where choices stand: custom options first, then a configurable's variant, a bundle's parts, and what extensions add. */
const LISTS = ['options', 'attributes_info', 'bundle_options', 'additional_options'] as const;

/**
 * What the customer chose, out of an order line's `product_options`. A list that can't be read
 * hides nothing of the others (orders#odd-lists).
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

/** PHP writes a list with gaps as an object, and an absent one as nothing at all. */
function listOf(value: unknown): ProductOptions {
  const list = unwrapped(value);
  if (isFields(list))
    return { options: Object.values(list).map(unwrapped).filter(isFields).map(optionOf), isUnreadable: false };
  return typeof list === 'string' && mayHoldChoices(list) ? UNREADABLE : NONE;
}

const EMPTY_PHP = /^(?:a:0:\{\}|N;|b:0;|i:0;|s:0:"";)$/;

/** A list or object in PHP's own notation, or JSON that broke off; any other text is no list of choices. */
function mayHoldChoices(text: string): boolean {
  return /^(?:[aO]:\d+:|[[{"])/.test(text) && !EMPTY_PHP.test(text);
}

/** What of `option_value` was chosen, in the option types whose value is a wall clock. */
const WALL_CLOCKS: Readonly<Record<string, RegExp>> = {
  date_time: /^\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}:\d{2})?$/,
  // A day only: the midnight that is kept with it is nobody's choice.
  date: /^\d{4}-\d{2}-\d{2}(?= |$)/,
  // A time only: the day that is kept with it is that of the order.
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

/** A bundle's choice is a list of parts, each with its title. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value.replaceAll('\0', '');
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  if (!isFields(value)) return '';
  const said = ['title', 'print_value', 'label', 'value'].find((name) => value[name] !== undefined);
  return said === undefined ? Object.values(value).map(textOf).join(', ') : textOf(value[said]);
}

/** An empty PHP array is written as a list, whatever it would have held. */
function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

const DEEPEST = 3;

/** What JSON in a string says, however often it was wrapped; everything else as it is, without blanks around it. */
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
