import { PRODUCTS } from '../catalogue.ts';
import type { Row } from '../drafts.ts';
import { choiceOption, courseLine, dateOption, options } from '../line-drafts.ts';
import { itemIdOf, orderRows } from '../order-rows.ts';
import type { Shape, Shapes } from './shape.ts';

const line =
  (over: Row): Shape =>
  (spot) =>
    orderRows(spot, { items: [courseLine(itemIdOf(spot.orderId), over)] });
const chosen = (...custom: readonly Readonly<Record<string, unknown>>[]): Shape =>
  line({ product_options: options(custom) });

/** Where the event's date is stored, and how. */
export const EVENT_STARTS: Shapes = {
  'dated by a list of dates': chosen(choiceOption('Sa., 18. April 2026, 18:00 Uhr')),
  'dated in ISO': chosen(choiceOption('2026-04-18 18:00', 'Datum')),
  'dated in English shops': chosen(dateOption('2026-04-18 18:00:00', '4/18/26, 6:00 PM', 'Date')),
  'dated to the day': chosen({ ...dateOption('2026-04-18 00:00:00', '18.04.2026'), option_type: 'date' }),
  'dated to the day, the time in a list': chosen(
    { ...dateOption('2026-04-18 00:00:00', '18.04.2026', 'Datum'), option_type: 'date' },
    choiceOption('18:00 Uhr', 'Uhrzeit'),
  ),
  'dated to the day, the time in an option': chosen(
    { ...dateOption('2026-03-02 18:00:00', '6:00 PM', 'Beginn'), option_type: 'time' },
    choiceOption('18.04.2026'),
  ),
  'dated by an extension': line({
    product_options: options([], { additional_options: [{ label: 'Termin', value: '18.04.2026 18:00' }] }),
  }),
  'dated by the variant': line({
    product_options: options([], { attributes_info: [{ label: 'Termin', value: '18.04.2026, 18:00 Uhr' }] }),
  }),
  'dated by the product': line({ product_id: PRODUCTS.baking, product_options: options([]) }),
  'dated in a list with gaps': line({
    product_options: JSON.stringify({
      options: { 0: choiceOption('Vegetarisch', 'Menü'), 2: choiceOption('18.04.2026') },
    }),
  }),
  'dated with a time option only': chosen({ ...dateOption('2026-03-02 18:00:00', '18:00'), option_type: 'time' }),
  'dated unreadably': chosen(choiceOption('nach Vereinbarung')),
  'without options': line({ product_options: null }),
  'with an empty list for options': line({ product_options: '[]' }),
};
