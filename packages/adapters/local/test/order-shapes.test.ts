import {
  asCustomerNumber,
  asOrderId,
  asOrderItemId,
  DEFAULT_ORDER_POLICY,
  dayBounds,
  earliestStart,
  instantOf,
  isBookable,
  latestStart,
  type MappedItem,
  mapOrder,
  readEventStart,
} from '@miomente/booking-domain';
import { SettableClock } from '@miomente/booking-domain/testing';
import { expect, test } from 'vitest';
import { SampleShop } from '../src/index.ts';
import { stories } from '../src/seed/history.ts';
import { oneOff } from '../src/seed/odd-orders.ts';
import { teller } from '../src/seed/story.ts';
import { CATALOGUE, COOKING_SCHOOL, POTTERY, UNKNOWN_PARTNER, WINE_HOUSE } from '../src/shop/courses.ts';
import { eventOption, NOTATIONS } from '../src/shop/event-option.ts';
import { seededRandom } from '../src/shop/random.ts';
import { NOW, sampleDatabase, TIME_ZONE } from './fixture.ts';

const { pool } = await sampleDatabase();
const shop = new SampleShop({ pool, clock: new SettableClock(NOW), timeZone: TIME_ZONE });
const tell = teller({ now: NOW, timeZone: TIME_ZONE, random: { next: () => 0.5 } });
await shop.stock([...CATALOGUE, oneOff(tell)]);
for (const { order } of stories(tell)) await shop.place(order);

async function itemsOf(name: string): Promise<readonly MappedItem[]> {
  const order = await shop.byName(name);
  return order === undefined ? expect.fail(`There is no order ${name}.`) : mapOrder(DEFAULT_ORDER_POLICY, order);
}

const day = (ahead: number, hour: number): unknown => instantOf(tell.days(ahead, hour), TIME_ZONE);

/** The parts of an item that matter here. */
async function outline(name: string): Promise<readonly unknown[]> {
  return (await itemsOf(name)).map((item) => {
    const { details, unreadable } = item.observation;
    const partner = item.type === 'course' ? item.customerNumber : item.type;
    return [partner, details.eventStart, details.participants, details.price.tenThousandths, unreadable];
  });
}

test.each([
  [
    'odd/several-partners',
    [
      [COOKING_SCHOOL, day(14, 18), 2, 1_580_000, []],
      [WINE_HOUSE, day(18, 19), 2, 1_180_000, []],
      ['other', null, 1, 1_000_000, []],
    ],
  ],
  [
    'odd/several-items',
    [
      [COOKING_SCHOOL, day(11, 19), 2, 1_700_000, []],
      [COOKING_SCHOOL, day(25, 18), 2, 1_580_000, []],
    ],
  ],
  ['odd/configurable', [[COOKING_SCHOOL, day(12, 15), 3, 1_350_000, []]]],
  ['odd/bundle', [[COOKING_SCHOOL, day(19, 19), 1, 1_840_000, []]]],
  ['odd/bundle-plain', [[COOKING_SCHOOL, day(26, 19), 2, 3_680_000, []]]],
  ['odd/date-on-product', [[COOKING_SCHOOL, day(23, 18), 2, 2_900_000, []]]],
  ['odd/day-only', [[POTTERY, dayBounds(tell.days(18, 0).date, TIME_ZONE), 2, 1_440_000, []]]],
  ['odd/day-and-time', [[COOKING_SCHOOL, day(22, 18), 2, 1_500_000, []]]],
  ['odd/voucher-only', [[asCustomerNumber('other'), null, 2, 2_000_000, []]]],
  ['odd/without-partner', [[asCustomerNumber('partnerless'), day(9, 20), 2, 1_100_000, []]]],
  ['odd/unreadable-date', [[COOKING_SCHOOL, null, 2, 1_580_000, ['event_date_unreadable']]]],
  ['odd/broken-options', [[WINE_HOUSE, null, 2, 1_380_000, ['event_date_unreadable']]]],
  ['odd/without-date', [[COOKING_SCHOOL, null, 2, 1_500_000, []]]],
  ['unreachable/unknown-1', [[UNKNOWN_PARTNER, day(13, 20), 4, 2_560_000, []]]],
] as const)('orders#which-items: %s is read as intended', async (name, meant) => {
  expect(await outline(name)).toEqual(meant);
});

test('orders#booking-states: an abandoned online payment is no booking, an order on invoice is one', async () => {
  const bookable = async (name: string): Promise<boolean> =>
    isBookable(DEFAULT_ORDER_POLICY, (await shop.byName(name)) ?? { state: null });
  expect(await bookable('odd/abandoned-payment')).toBe(false);
  expect(await bookable('odd/unpaid')).toBe(true);
  expect((await itemsOf('odd/unpaid'))[0]?.observation.details.paymentStatus).toBe('open');
});

test('orders#event-start: every format names the same instant', () => {
  const start = { date: '2026-10-25', time: '18:00' };
  for (const notation of NOTATIONS) {
    const [item] = mapOrder(DEFAULT_ORDER_POLICY, {
      orderId: asOrderId(1),
      orderNumber: '1',
      state: 'new',
      orderedAt: NOW,
      updatedAt: NOW,
      replacesOrderId: null,
      replacedByOrderId: null,
      customer: { firstName: '', lastName: '', email: '', phone: '' },
      currency: 'EUR',
      grandTotal: null,
      totalPaid: null,
      totalRefunded: null,
      items: [
        {
          itemId: asOrderItemId(1),
          parentItemId: null,
          productId: 1,
          sku: 'S',
          name: 'N',
          quantity: { ordered: '1', cancelled: null, refunded: null },
          rowTotalGross: '1',
          discount: null,
          options: [eventOption(start, notation)],
          attributes: {},
          customerNumber: asCustomerNumber('P'),
          unreadable: [],
        },
      ],
    });
    expect(item?.observation.details.eventStart, notation).toBe(instantOf(start, TIME_ZONE));
  }
});

test('short-notice orders are close to their event, others are far from it', async () => {
  const hoursTo = async (name: string): Promise<number> =>
    (earliestStart((await itemsOf(name))[0]?.observation.details.eventStart ?? 0) - NOW) / 3_600_000;
  expect(await hoursTo('waiting/in-ninety-minutes')).toBeCloseTo(1.5, 0);
  expect(await hoursTo('waiting/in-five-hours')).toBeCloseTo(5, 0);
  expect(await hoursTo('waiting/tomorrow')).toBeLessThan(48);
  expect(await hoursTo('waiting/far-ahead')).toBeGreaterThan(180 * 24);
});

test.each([
  '2026-03-28T23:30:00Z',
  '2026-03-29T00:59:59Z',
  '2026-10-25T00:30:00Z',
  '2026-12-31T22:59:00Z',
  '2028-02-29T12:00:00Z',
])('at %s, too: in every order the steps follow the placing, and the events are later than it', (at) => {
  const now = Date.parse(at);
  const told = stories(teller({ now, timeZone: TIME_ZONE, random: seededRandom(1) }));
  for (const { placedAt, chapters, order } of told) {
    const moments = [placedAt, ...chapters.map((chapter) => chapter.at), now];
    expect(moments, order.placedAs).toEqual([...moments].sort((a, b) => a - b));
    for (const { options } of order.items) {
      const start = readEventStart(DEFAULT_ORDER_POLICY, {
        options: typeof options === 'string' ? [] : options,
        attributes: {},
        unreadable: [],
      });
      if (start.type === 'read') expect(latestStart(start.start), order.placedAs).toBeGreaterThan(placedAt);
      if (start.type === 'read' && order.placedAs.startsWith('past/'))
        expect(latestStart(start.start), order.placedAs).toBeGreaterThan(
          Math.max(...chapters.map((chapter) => chapter.at), 0),
        );
    }
  }
});
