import { asOrderId, asOrderItemId, formatTenThousandths, parseTenThousandths } from '@miomente/booking-domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linePrice } from '../../src/order/price.ts';

type Amounts = Parameters<typeof linePrice>[0];

function row(over: Partial<Amounts>): Amounts {
  return {
    item_id: asOrderItemId(1),
    order_id: asOrderId(1),
    parent_item_id: null,
    store_id: 1,
    product_id: 1,
    product_options: null,
    sku: null,
    name: null,
    qty_ordered: '1.0000',
    qty_canceled: null,
    qty_refunded: null,
    row_total: '100.0000',
    row_total_incl_tax: '119.0000',
    tax_amount: '19.0000',
    discount_amount: '0.0000',
    discount_tax_compensation_amount: '0.0000',
    weee_tax_applied: null,
    weee_tax_applied_row_amount: null,
    ...over,
  };
}

/** The price that the domain computes for a line. */
function paid(amounts: Partial<Amounts>): string {
  const { rowTotalGross, discount } = linePrice(row(amounts));
  const left = (parseTenThousandths(rowTotalGross ?? '') ?? 0) - (parseTenThousandths(discount ?? '0') ?? 0);
  return formatTenThousandths(Math.max(0, left));
}

const weeeList = JSON.stringify([{ title: 'Gebühr', row_amount: '2.00', row_amount_incl_tax: 2.38 }, { title: '?' }]);

describe('orders#price: the price is what the customer pays, gross, after discount', () => {
  it.each([
    ['no discount', {}, '119.0000'],
    ['no discount noted', { discount_amount: null }, '119.0000'],
    [
      '10 % off a gross price',
      { discount_amount: '11.9000', tax_amount: '17.1000', discount_tax_compensation_amount: '1.9000' },
      '107.1000',
    ],
    ['10 % off a net price: the tax on it goes too', { discount_amount: '10.0000', tax_amount: '17.1000' }, '107.1000'],
    ['a discount, and no tax noted', { discount_amount: '10.0000', tax_amount: null }, '109.0000'],
    ['a discount, and tax before it', { discount_amount: '10.0000' }, '109.0000'],
    ['no gross total', { row_total_incl_tax: null }, '119.0000'],
    ['no gross total and no tax', { row_total_incl_tax: null, tax_amount: null }, '100.0000'],
    ['a net price that holds the gross one', { row_total: '119.0000', discount_amount: '10.0000' }, '109.0000'],
    ['net, all given away', { discount_amount: '100.0000', tax_amount: '0.0000' }, '0.0000'],
    ['net, all given away, no tax noted', { discount_amount: '100.0000', tax_amount: null }, '0.0000'],
    ['net, all given away, a negative discount', { discount_amount: '-100.0000', tax_amount: '0.0000' }, '0.0000'],
    [
      'net, all but a cent given away: its tax rounds to nothing',
      { discount_amount: '99.9900', tax_amount: '0' },
      '0.0100',
    ],
    ['net, half given away', { discount_amount: '50.0000', tax_amount: '9.5000' }, '59.5000'],
    ['net, the discount taken of the gross price', { discount_amount: '11.9000', tax_amount: '16.7400' }, '104.8400'],
    ['net, the discount larger than all', { discount_amount: '119.0000', tax_amount: '0.0000' }, '0.0000'],
    [
      'gross, all given away',
      { discount_amount: '119.0000', tax_amount: '0.0000', discount_tax_compensation_amount: '19.0000' },
      '0.0000',
    ],
    [
      'gross, all given away, no tax noted',
      { discount_amount: '119.0000', tax_amount: null, discount_tax_compensation_amount: null },
      '0.0000',
    ],
    [
      'gross, most given away, no tax noted',
      { discount_amount: '110.0000', tax_amount: null, discount_tax_compensation_amount: '17.5600' },
      '9.0000',
    ],
    ['no tax at all', { row_total_incl_tax: '100.0000', tax_amount: '0.0000', discount_amount: '40.0000' }, '60.0000'],
    ['a gross total only', { row_total: '0.0000', tax_amount: '19.0000', discount_amount: '10.0000' }, '109.0000'],
    ['a gross total of nothing beside a net one', { row_total_incl_tax: '0.0000' }, '119.0000'],
    ['free of charge', { row_total: '0.0000', row_total_incl_tax: '0.0000', tax_amount: '0.0000' }, '0.0000'],
    ['a fixed product tax', { weee_tax_applied_row_amount: '2.0000' }, '121.0000'],
    [
      'a fixed product tax with its own tax',
      { weee_tax_applied_row_amount: '2', weee_tax_applied: weeeList },
      '121.3800',
    ],
    ['a list of fixed taxes that can’t be read', { weee_tax_applied: 'a:0:{}' }, '119.0000'],
    [
      'all given away but the fixed product tax',
      { discount_amount: '100.0000', tax_amount: '0.0000', weee_tax_applied_row_amount: '2.0000' },
      '2.0000',
    ],
  ])('%s', (_, amounts, expected) => expect(paid(amounts)).toBe(expected));

  it('keeps an unreadable value, for the domain to flag', () => {
    expect(linePrice(row({ row_total_incl_tax: 'viel' })).rowTotalGross).toBe('viel');
    expect(linePrice(row({ discount_amount: 'etwas' })).discount).toBe('etwas');
  });

  it('is never more than gross less discount', () => {
    const amount = fc.integer({ min: 0, max: 10_000_000 }).map(formatTenThousandths);
    fc.assert(
      fc.property(amount, amount, amount, amount, (gross, net, tax, discount) => {
        fc.pre(parseTenThousandths(gross) !== 0);
        const price = paid({ row_total_incl_tax: gross, row_total: net, tax_amount: tax, discount_amount: discount });
        const most = (parseTenThousandths(gross) ?? 0) - (parseTenThousandths(discount) ?? 0);
        expect(parseTenThousandths(price)).toBeLessThanOrEqual(Math.max(0, most));
      }),
    );
  });

  it('equals the total that the shop computes, with gross or net prices', () => {
    const cents = fc.integer({ min: 1, max: 1_000_000 });
    const share = fc.integer({ min: 0, max: 100 });
    const rate = fc.constantFrom(0, 7, 19, 20);
    fc.assert(
      fc.property(cents, share, rate, fc.boolean(), (net, percent, taxRate, keptGross) => {
        const tax = Math.round((net * taxRate) / 100);
        const discount = Math.round(((keptGross ? net + tax : net) * percent) / 100);
        // The discount on a gross price includes its share of the tax, which is the compensation.
        const left = keptGross
          ? tax - Math.round((tax * percent) / 100)
          : Math.round(((net - discount) * taxRate) / 100);
        const compensation = keptGross ? tax - left : 0;
        const money = (amount: number): string => formatTenThousandths(amount * 100);
        const price = paid({
          row_total: money(net),
          row_total_incl_tax: money(net + tax),
          tax_amount: money(left),
          discount_amount: money(discount),
          discount_tax_compensation_amount: money(compensation),
        });
        expect(price).toBe(money(Math.min(net + tax - discount, net + left + compensation - discount)));
        if (percent === 100) expect(price).toBe('0.0000');
      }),
    );
  });
});
