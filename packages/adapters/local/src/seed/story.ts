import { HOUR_MS, type Instant, MINUTE_MS, type Random, type WallClock, wallClockAt } from '@miomente/booking-domain';
import { courseBySku } from '../shop/courses.ts';
import { eventOption, type Notation } from '../shop/event-option.ts';
import { plainLine } from '../shop/item-drafts.ts';
import type { ItemDraft, OrderDraft } from '../shop/order-draft.ts';
import { inventedCustomer } from '../shop/people.ts';
import { courseTime } from '../shop/random-order.ts';
import type { Act } from './acts.ts';

/** What the dates of the history are relative to. */
export interface Present {
  readonly now: Instant;
  readonly timeZone: string;
  readonly random: Random;
}

/** The actions on one order, from its placing on. */
export interface Story {
  readonly placedAt: Instant;
  readonly order: OrderDraft & { readonly placedAs: string };
  readonly chapters: readonly { readonly at: Instant; readonly act: Act }[];
}

/** What happens, and how many hours before the present. */
export type Chapter = readonly [hoursAgo: number, act: Act];

/** Short notation for stories: hours before the present, days after it. */
export interface Teller {
  readonly present: Present;
  story(
    name: string,
    hoursAgo: number,
    items: readonly ItemDraft[],
    chapters?: readonly Chapter[],
    over?: Partial<Pick<OrderDraft, 'state' | 'paid' | 'currency'>>,
  ): Story;
  /** A line for one course. */
  course(sku: string, people: number, start: WallClock, notation?: Notation): ItemDraft;
  /** A day this many days after the present, at a full hour. */
  days(ahead: number, hour: number): WallClock;
  /** The next quarter of an hour after this many hours from now. */
  hours(ahead: number): WallClock;
}

const QUARTER_MS: number = 15 * MINUTE_MS;

/** Creates the notation for stories relative to the present. */
export function teller(present: Present): Teller {
  const { now, timeZone, random } = present;
  const ago = (hours: number): Instant => now - Math.round(hours * HOUR_MS);
  return {
    present,
    story: (name, hoursAgo, items, chapters = [], over = {}) => ({
      placedAt: ago(hoursAgo),
      order: {
        placedAs: name,
        customer: inventedCustomer(random),
        state: 'processing',
        paid: true,
        currency: 'EUR',
        items,
        ...over,
      },
      chapters: chapters.map(([hours, act]) => ({ at: ago(hours), act })),
    }),
    course: (sku, people, start, notation = 'german') =>
      plainLine(courseBySku(sku), people, [eventOption(start, notation)]),
    days: (ahead, hour) => courseTime(now, ahead, hour, timeZone),
    hours: (ahead) => wallClockAt(Math.ceil((now + ahead * HOUR_MS) / QUARTER_MS) * QUARTER_MS, timeZone),
  };
}
