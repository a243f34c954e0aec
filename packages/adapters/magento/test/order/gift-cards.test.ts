import { asOrderId, DEFAULT_ORDER_POLICY, mapOrder } from '@miomente/booking-domain';
import { beforeEach, describe, expect, it } from 'vitest';
import { courseLine, orderRows, type Row } from '../../testing/index.ts';
import { openShop } from '../open-shop.ts';

const AT = Date.parse('2026-03-02T09:00:00Z');
const commerce = await openShop({ edition: 'commerce' });
const plain = await openShop();

/** The price of an order with one course of 178.00, read from the shop's tables. */
async function read({ shop, source }: typeof plain, order: Row) {
  await shop.addProduct({ productId: 7, values: { customer_number: 'P-100' } });
  await shop.place([orderRows({ orderId: 1, at: AT }, { order, items: [courseLine(11, { product_id: 7 })] })]);
  const found = await source.byId(asOrderId(1));
  const [item] = found === undefined ? [] : mapOrder(DEFAULT_ORDER_POLICY, found);
  return [item?.observation.details.paymentStatus, item?.observation.cancelled];
}

/** 145.00 of the course and 5.00 of shipping are paid by card, the rest in money. */
const byCard = { grand_total: '38.0000', total_paid: '38.0000', shipping_amount: '5.0000' };

beforeEach(() => Promise.all([commerce.shop.empty(), plain.shop.empty()]));

describe('orders#gift-cards on Commerce: what the shop records of cards, credit and points', () => {
  const card = { ...byCard, gift_cards_amount: '145.0000' };

  it.each<[string, Row, unknown]>([
    ['nothing given back', {}, ['paid', null]],
    ['a part given back to the card alone', { gift_cards_refunded: '20.0000' }, ['partially_refunded', null]],
    [
      'all of the money, a part of the card',
      { total_refunded: '38.0000', gift_cards_refunded: '20.0000' },
      ['partially_refunded', null],
    ],
    [
      'all of the money and of the card',
      { total_refunded: '38.0000', gift_cards_refunded: '145.0000' },
      ['refunded', 'refunded'],
    ],
  ])('%s', async (_, refund, right) => {
    expect(await read(commerce, { ...card, ...refund })).toEqual(right);
  });

  it('a card smaller than the shipping, which is not visible in the lines', async () => {
    const small = { grand_total: '180.0000', total_paid: '180.0000', gift_cards_amount: '3.0000' };
    expect(await read(commerce, { ...small, total_refunded: '180.0000' })).toEqual(['partially_refunded', null]);
    await commerce.shop.empty();
    const all = { total_refunded: '180.0000', gift_cards_refunded: '3.0000' };
    expect(await read(commerce, { ...small, ...all })).toEqual(['refunded', 'refunded']);
  });

  it('store credit and reward points count like cards, alone and together', async () => {
    const used = { customer_balance_amount: '100.0000', reward_currency_amount: '45.0000' };
    const money = { ...byCard, total_refunded: '38.0000' };
    expect(await read(commerce, { ...money, ...used })).toEqual(['partially_refunded', null]);
    await commerce.shop.empty();
    const back = { customer_balance_refunded: '100.0000', rwrd_crrncy_amnt_refunded: '45.0000' };
    expect(await read(commerce, { ...money, ...used, ...back })).toEqual(['refunded', 'refunded']);
  });

  it('paid by card only, and refunded to it', async () => {
    const free = { grand_total: '0.0000', total_paid: null, gift_cards_amount: '178.0000' };
    expect(await read(commerce, free)).toEqual(['paid', null]);
    await commerce.shop.empty();
    expect(await read(commerce, { ...free, gift_cards_refunded: '20.0000' })).toEqual(['partially_refunded', null]);
    await commerce.shop.empty();
    expect(await read(commerce, { ...free, gift_cards_refunded: '178.0000' })).toEqual(['refunded', 'refunded']);
  });

  it('a refund to a card changes the order’s fingerprint', async () => {
    await read(commerce, card);
    const before = await commerce.source.fingerprints([asOrderId(1)]);
    await commerce.shop.changeOrder(1, { gift_cards_refunded: '20.0000', updated_at: '2026-03-02 09:00:00' });
    expect((await commerce.source.fingerprints([asOrderId(1)])).get(asOrderId(1))).not.toBe(before.get(asOrderId(1)));
  });
});

it('orders#gift-cards: without such columns, the card is computed from the lines', async () => {
  expect(await read(plain, { ...byCard, total_refunded: '38.0000' })).toEqual(['partially_refunded', null]);
});
