import {
  type CustomerNumber,
  DAY_MS,
  type Instant,
  type Random,
  type WallClock,
  wallClockAt,
} from '@miomente/booking-domain';
import { COURSES } from './courses.ts';
import { eventOption, NOTATIONS } from './event-option.ts';
import { plainLine } from './item-drafts.ts';
import type { ItemDraft, OrderDraft } from './order-draft.ts';
import { inventedCustomer } from './people.ts';
import { between, pick } from './random.ts';

const SOONEST_DAYS = 4;
const LATEST_DAYS = 24;
const FIRST_HOUR = 10;
const LAST_HOUR = 19;

/** The local time a number of days ahead, at a full hour at which courses start. */
export function courseTime(now: Instant, daysAhead: number, hour: number, timeZone: string): WallClock {
  const { date } = wallClockAt(now + daysAhead * DAY_MS, timeZone);
  return { date, time: `${String(hour).padStart(2, '0')}:00` };
}

/**
 * A realistic order: one or two courses of a partner, some days ahead, for a few people.
 * @throws Error when the sample shop sells no course of this partner; the message names the partners with courses
 */
export function randomOrder(
  random: Random,
  { customerNumber, now, timeZone }: { customerNumber: CustomerNumber; now: Instant; timeZone: string },
): OrderDraft {
  const courses = COURSES.filter((course) => course.customerNumber === customerNumber);
  if (courses.length === 0) {
    const known = [...new Set(COURSES.map((course) => course.customerNumber))].join(', ');
    throw new Error(`The sample shop sells no course of partner ${customerNumber}; it has courses of ${known}.`);
  }
  const line = (): ItemDraft => {
    const days = between(random, SOONEST_DAYS, LATEST_DAYS);
    const start = courseTime(now, days, between(random, FIRST_HOUR, LAST_HOUR), timeZone);
    const quantity = between(random, 1, 4);
    return plainLine(pick(random, courses), quantity, [eventOption(start, pick(random, NOTATIONS))]);
  };
  return {
    placedAs: null,
    customer: inventedCustomer(random),
    state: 'processing',
    paid: random.next() < 0.8,
    currency: 'EUR',
    items: random.next() < 0.75 ? [line()] : [line(), line()],
  };
}
