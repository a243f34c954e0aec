import { BUNDLE, COOKING_SCHOOL, courseBySku, PARTNERLESS, type Product, VOUCHER } from '../shop/courses.ts';
import { dayOption, eventOption, timeOption, UNREADABLE_DATE } from '../shop/event-option.ts';
import { bundleLine, configurableLine, plainLine } from '../shop/item-drafts.ts';
import { bounce, holdOrder } from './acts.ts';
import type { Story, Teller } from './story.ts';

/** A course that takes place once, with its date on the product. */
export function oneOff({ days }: Pick<Teller, 'days'>): Product {
  const { date, time } = days(23, 18);
  return {
    productId: 150,
    sku: 'KOCH-GAESTE',
    name: 'Gastkoch-Abend: Küche der Levante',
    customerNumber: COOKING_SCHOOL,
    price: 1_450_000,
    eventDate: `${date} ${time}:00`,
  };
}

/** Orders of every shape found in a shop's data. */
export function oddOrders(tell: Teller): readonly Story[] {
  const { story, course, days } = tell;
  return [
    story('odd/several-partners', 6, [
      course('KOCH-SUSHI', 2, days(14, 18)),
      course('WEIN-ROT', 2, days(18, 19), 'iso'),
      plainLine(VOUCHER, 1, []),
    ]),
    story('odd/several-items', 9, [
      course('KOCH-PASTA', 2, days(11, 19)),
      { ...course('KOCH-THAI', 2, days(25, 18), 'english'), discount: 200_000 },
    ]),
    story('odd/configurable', 12, [configurableLine(3, [eventOption(days(12, 15), 'german_long')])]),
    story('odd/bundle', 14, [bundleLine(1, [eventOption(days(19, 19), 'german')])]),
    story('odd/bundle-plain', 14.5, [
      { ...plainLine(BUNDLE, 2, [eventOption(days(26, 19), 'iso')]), rowTotalGross: 3_680_000 },
    ]),
    story('odd/date-on-product', 10, [plainLine(oneOff(tell), 2, [])]),
    story('odd/day-only', 5, [plainLine(courseBySku('TON-SCHALE'), 2, [dayOption(days(18, 0))])]),
    story('odd/day-and-time', 13, [
      plainLine(courseBySku('KOCH-VEGAN'), 2, [dayOption(days(22, 18)), timeOption(days(22, 18))]),
    ]),
    story('odd/voucher-only', 15, [plainLine(VOUCHER, 2, [])]),
    story('odd/without-partner', 16, [plainLine(PARTNERLESS, 2, [eventOption(days(9, 20), 'german')])]),
    story('odd/unreadable-date', 3, [plainLine(courseBySku('KOCH-SUSHI'), 2, [UNREADABLE_DATE])]),
    story('odd/broken-options', 17, [plainLine(courseBySku('WEIN-KAESE'), 2, '{"options":[')]),
    story('odd/without-date', 20, [plainLine(courseBySku('KOCH-VEGAN'), 2, [])]),
    story('odd/abandoned-payment', 18, [course('KOCH-SUSHI', 2, days(10, 18))], [], {
      state: 'pending_payment',
      paid: false,
    }),
    story('odd/unpaid', 8, [course('KOCH-STEAK', 2, days(15, 16))], [], { state: 'new', paid: false }),
    story('odd/francs', 11, [course('WEIN-TEAM', 8, days(27, 17))], [], { currency: 'CHF' }),
    story('odd/on-hold', 28, [course('KOCH-THAI', 2, days(14, 18))], [[27.5, holdOrder]]),
  ];
}

/** Orders for partners who can't be reached by mail. */
export function unreachableOrders({ story, course, days }: Teller): readonly Story[] {
  return [
    story('unreachable/bounced-first', 200, [course('BACK-BROT', 2, days(5, 10))], [[199, bounce]]),
    story('unreachable/bounced-later', 70, [course('BACK-TORTE', 1, days(12, 14), 'iso')]),
    story('unreachable/inactive', 47, [course('TON-SCHALE', 2, days(16, 11))]),
    story('unreachable/unknown-1', 45, [course('WHISKY-TASTING', 4, days(13, 20))]),
    story('unreachable/unknown-2', 11, [course('WHISKY-TASTING', 2, days(20, 20))]),
  ];
}
