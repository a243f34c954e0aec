import type { ItemOption } from '@miomente/booking-domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readProductOptions } from '../../src/order/product-options.ts';

const read = (options: unknown): readonly ItemOption[] => readProductOptions(JSON.stringify(options)).options;
const custom = (option: Record<string, unknown>): unknown => read({ options: [{ label: 'Termin', ...option }] });

describe('readProductOptions', () => {
  it.each([
    // The midnight stored with a day was not chosen.
    ['date', '2026-04-18 00:00:00', '2026-04-18'],
    ['date', '2026-04-18', '2026-04-18'],
    ['date', '2026-04-18 18:00:00', '2026-04-18'],
    ['date_time', '2026-04-18 18:00:00', '2026-04-18 18:00:00'],
    ['date_time', '18.04.2026', null],
    // Magento stores the day of the order with a time.
    ['time', '2026-03-02 18:00:00', '18:00:00'],
    ['time', '18:00', null],
    ['field', '2026-04-18 18:00:00', null],
    ['drop_down', '77', null],
  ])('reads the local time of a %s option %s as %s', (option_type, option_value, wallClock) => {
    expect(custom({ option_type, option_value, print_value: 'gedruckt', value: 'roh' })).toEqual([
      { label: 'Termin', text: 'gedruckt', wallClock },
    ]);
  });

  it.each([
    ['drop_down', { value: 'Sa., 18.04.2026', print_value: 'Sa., 18.04.2026', option_value: '77' }, 'Sa., 18.04.2026'],
    ['radio', { value: 'Klein', print_value: 'Klein', option_value: '78' }, 'Klein'],
    ['checkbox', { value: 'Wein, Bier', print_value: 'Wein, Bier', option_value: '1,2' }, 'Wein, Bier'],
    ['multiple', { value: ['Wein', 'Bier'] }, 'Wein, Bier'],
    ['area', { value: 'Bitte\nvegetarisch', print_value: 'Bitte\nvegetarisch' }, 'Bitte\nvegetarisch'],
    ['file', { value: '<a href="#">bild.png</a>', print_value: 'bild.png 10 x 10 px.' }, 'bild.png 10 x 10 px.'],
    ['of an extension', { value: 12 }, '12'],
    ['without a value', {}, ''],
    ['with null', { value: null, print_value: null }, ''],
  ])('shows what the customer chose: %s', (option_type, option, text) => {
    expect(custom({ option_type, ...option })).toEqual([{ label: 'Termin', text, wallClock: null }]);
  });

  it('reads custom options, the variant, and additions of extensions, in this order', () => {
    const option = (label: string) => ({ label, value: `${label}!` });
    const lists = { additional_options: [option('c')], attributes_info: [option('b')], options: { 3: option('a') } };
    expect(read(lists)).toEqual(['a', 'b', 'c'].map((label) => ({ label, text: `${label}!`, wallClock: null })));
  });

  it.each([[null], [''], ['  '], ['{}'], ['[]'], ['{"options": null}'], ['{"options": [null, 3, "x"]}']])(
    'finds no options in %s',
    (text) => expect(readProductOptions(text)).toEqual({ options: [], isUnreadable: false }),
  );

  it.each([['{"options": ['], ['a:1:{i:0;i:1;}'], ['null'], ['"text"'], ['5'], ['undefined']])(
    'can not read %s, and says so',
    (text) => expect(readProductOptions(text)).toEqual({ options: [], isUnreadable: true }),
  );

  it('never throws, whatever the content is', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((json) => `{"options": ${json}, "attributes_info": [${json}]}`),
    );
    fc.assert(
      fc.property(anything, (text) => {
        for (const option of readProductOptions(text).options) {
          expect([typeof option.label, typeof option.text]).toEqual(['string', 'string']);
        }
      }),
    );
  });
});

describe('orders#odd-lists: unreadable lists of options', () => {
  const good = [{ label: 'Termin', option_type: 'date_time', option_value: '2027-04-18 18:00:00' }];
  const chosen = { label: 'Termin', text: '', wallClock: '2027-04-18 18:00:00' };
  const LISTS = ['options', 'attributes_info', 'bundle_options', 'additional_options'];

  describe.each(LISTS)('an unreadable list does not hide %s', (name) => {
    it.each([['a:0:{}'], ['a:1:{i:0;s:1:"x";}'], ['[{'], ['keine'], [''], [5], [0], [false], [true], [null], ['N;']])(
      '%j',
      (odd) => {
        const others = Object.fromEntries(LISTS.filter((other) => other !== name).map((other) => [other, odd]));
        expect(read({ ...others, [name]: good })).toEqual([chosen]);
      },
    );
  });

  it.each([['a:1:{i:0;a:2:{s:5:"label";s:6:"Termin";}}'], ['[{"label": "Ter'], ['O:8:"stdClass":1:{}']])(
    'a list that may contain a choice is reported: %s',
    (odd) => expect(readProductOptions(JSON.stringify({ additional_options: odd })).isUnreadable).toBe(true),
  );

  it.each([['a:0:{}'], ['N;'], ['b:0;'], ['keine'], [''], [5], [false]])(
    'a list that can’t contain a choice is not: %j',
    (odd) => {
      expect(readProductOptions(JSON.stringify({ options: odd })).isUnreadable).toBe(false);
    },
  );

  it('JSON in a string is decoded: of everything, of a list, of an option', () => {
    expect(read(JSON.stringify({ options: good }))).toEqual([chosen]);
    expect(read({ options: JSON.stringify(good) })).toEqual([chosen]);
    expect(read({ options: JSON.stringify(JSON.stringify(good)) })).toEqual([chosen]);
    expect(read({ options: { 3: JSON.stringify(good[0]) } })).toEqual([chosen]);
  });

  it('a bundle’s own options are read, with the titles of the chosen parts', () => {
    const part = (title: string) => ({ title, qty: 1, price: 89 });
    const bundle_options = {
      4: { option_id: 4, label: 'Termin', value: [part('18.04.2027 18:00')] },
      5: { option_id: 5, label: 'Dazu', value: [part('Schürze'), part('Wein')] },
    };
    expect(read({ bundle_options })).toEqual([
      { label: 'Termin', text: '18.04.2027 18:00', wallClock: null },
      { label: 'Dazu', text: 'Schürze, Wein', wallClock: null },
    ]);
  });
});
