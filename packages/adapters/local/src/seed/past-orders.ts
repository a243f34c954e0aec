import { type CustomerNumber, DAY_MS, HOUR_MS } from '@miomente/booking-domain';
import { COFFEE_ACADEMY, COOKING_SCHOOL, COURSES, WINE_HOUSE } from '../shop/courses.ts';
import { eventOption, NOTATIONS } from '../shop/event-option.ts';
import { plainLine } from '../shop/item-drafts.ts';
import { between, pick } from '../shop/random.ts';
import { courseTime } from '../shop/random-order.ts';
import { cancelOrder, confirmByLink, confirmByPhone, confirmInPortal, decline } from './acts.ts';
import type { Chapter, Story, Teller } from './story.ts';

/** The number of past bookings of each partner. The main partner's need more than one page. */
const HOW_MANY: ReadonlyMap<CustomerNumber, number> = new Map([
  [COOKING_SCHOOL, 24],
  [WINE_HOUSE, 7],
  [COFFEE_ACADEMY, 6],
]);
const OLDEST_HOURS: number = 38 * 24;
const YOUNGEST_HOURS: number = 8 * 24;
const HOURS_TO_ANSWER = 40;

/** The outcomes of past orders; an outcome that is listed more often occurs more often. Null: no answer. */
const ENDINGS = [
  confirmByLink,
  confirmByLink,
  confirmByLink,
  confirmInPortal(),
  confirmInPortal('Gern, wir freuen uns.'),
  decline('date_unavailable'),
  confirmByLink,
  null,
  confirmInPortal(),
  confirmByPhone,
  decline('capacity_full'),
  cancelOrder,
] as const;

/** Bookings of the past weeks, with events that are over or near. */
export function pastOrders(tell: Teller): readonly Story[] {
  return [...HOW_MANY].flatMap(([customerNumber, count]) =>
    Array.from({ length: count }, (_, n) => pastOrder(tell, customerNumber, n, count)),
  );
}

function pastOrder(tell: Teller, customerNumber: CustomerNumber, n: number, count: number): Story {
  const { random, now, timeZone } = tell.present;
  const spread = (OLDEST_HOURS - YOUNGEST_HOURS) / count;
  const hoursAgo = OLDEST_HOURS - n * spread - between(random, 0, 10);
  const daysToEvent = between(random, 4, 7);
  const start = courseTime(now - hoursAgo * HOUR_MS, daysToEvent, between(random, 11, 19), timeZone);
  const course = pick(
    random,
    COURSES.filter((candidate) => candidate.customerNumber === customerNumber),
  );
  const ending = ENDINGS[n % ENDINGS.length] ?? null;
  const answered = hoursAgo - between(random, 1, HOURS_TO_ANSWER);
  const chapters: readonly Chapter[] = ending === null ? [] : [[answered, ending]];
  const line = plainLine(course, between(random, 1, 5), [eventOption(start, pick(random, NOTATIONS))]);
  return tell.story(`past/${customerNumber}-${n + 1}`, hoursAgo, [line], chapters);
}

/** The length of the history, including a day for creating the partners. */
export const HISTORY_MS: number = OLDEST_HOURS * HOUR_MS + DAY_MS;
