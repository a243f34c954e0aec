import { formatTenThousandths, parseTenThousandths } from '@miomente/booking-domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linePrice } from '../../src/order/price.ts';

type Amounts = Parameters<typeof linePrice>[0];

function row(over: Partial<Amounts>): Amounts {
  return {
    item_id: 1,
    order_id: 1,
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
    ...over,
  };
}

/** What the domain takes a line to cost. */
function paid(amounts: Partial<Amounts>): string {
  const { rowTotalGross, discount } = linePrice(row(amounts));
  return formatTenThousandths(
    (parseTenThousandths(rowTotalGross ?? '') ?? 0) - (parseTenThousandths(discount ?? '0') ?? 0),
  );
}

describe('booking#money: price is what the customer pays, gross, after discount', () => {
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
  ])('%s', (_, amounts, expected) => expect(paid(amounts)).toBe(expected));

  it('keeps what it can not read, for the domain to flag', () => {
    expect(linePrice(row({ row_total_incl_tax: 'viel' })).rowTotalGross).toBe('viel');
    expect(linePrice(row({ discount_amount: 'etwas' })).discount).toBe('etwas');
  });

  it('never asks for more than gross less discount', () => {
    const amount = fc.integer({ min: 0, max: 10_000_000 }).map(formatTenThousandths);
    fc.assert(
      fc.property(amount, amount, amount, amount, (gross, net, tax, discount) => {
        const price = paid({ row_total_incl_tax: gross, row_total: net, tax_amount: tax, discount_amount: discount });
        const most = (parseTenThousandths(gross) ?? 0) - (parseTenThousandths(discount) ?? 0);
        expect(parseTenThousandths(price)).toBeLessThanOrEqual(most);
      }),
    );
  });
});
