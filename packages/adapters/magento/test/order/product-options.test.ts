import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readProductOptions } from '../../src/order/product-options.ts';

const read = (options: unknown): unknown => readProductOptions(JSON.stringify(options));
const custom = (option: Record<string, unknown>): unknown => read({ options: [{ label: 'Termin', ...option }] });

describe('readProductOptions', () => {
  it.each([
    ['date', '2026-04-18 00:00:00', '2026-04-18 00:00:00'],
    ['date_time', '2026-04-18 18:00:00', '2026-04-18 18:00:00'],
    ['date_time', '18.04.2026', null],
    // Magento writes the day of ordering in front of a time.
    ['time', '2026-03-02 18:00:00', null],
    ['field', '2026-04-18 18:00:00', null],
    ['drop_down', '77', null],
  ])('takes the wall clock of a %s option %s as %s', (option_type, option_value, wallClock) => {
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

  it('takes custom options, the variant, and what extensions add, in this sequence', () => {
    const option = (label: string) => ({ label, value: `${label}!` });
    const lists = { additional_options: [option('c')], attributes_info: [option('b')], options: { 3: option('a') } };
    expect(read(lists)).toEqual(['a', 'b', 'c'].map((label) => ({ label, text: `${label}!`, wallClock: null })));
  });

  it.each([[null], [''], ['  '], ['{}'], ['[]'], ['{"options": null}'], ['{"options": [null, 3, "x"]}']])(
    'finds no options in %s',
    (text) => expect(readProductOptions(text)).toEqual([]),
  );

  it.each([['{"options": ['], ['a:1:{i:0;i:1;}'], ['null'], ['"text"'], ['5'], ['{"options": "none"}'], ['undefined']])(
    'can not read %s, and says so',
    (text) => expect(readProductOptions(text)).toBeUndefined(),
  );

  it('never throws, whatever stands there', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((json) => `{"options": ${json}, "attributes_info": [${json}]}`),
    );
    fc.assert(
      fc.property(anything, (text) => {
        for (const option of readProductOptions(text) ?? []) {
          expect([typeof option.label, typeof option.text]).toEqual(['string', 'string']);
        }
      }),
    );
  });
});
