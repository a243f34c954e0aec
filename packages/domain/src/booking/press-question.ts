import { type EventStart, earliestStart } from '../time/event-start.ts';
import { wallClockAt } from '../time/wall-clock.ts';
import type { JudgedAnswer } from '../token/press.ts';
import type { Booking } from './booking.ts';

/** What a doubtful press is asked: the day of the month of the course, or, without a date, how many people come. */
export type PressQuestion = 'day' | 'people';

/** As much of a booking as the question is about. */
export type AskedAbout = Pick<Booking, 'details'>;

/** Which question a booking's mail answers. The page that asks shows neither the date nor the people it asks for. */
export function questionOf({ details }: AskedAbout): PressQuestion {
  return details.eventStart === null ? 'people' : 'day';
}

/**
 * Whether what was typed is what the mail says. "7", "07" and "7." are the same day.
 * @param timeZone the zone in which the course's day is told
 */
export function judgeAnswer({ details }: AskedAbout, typed: string, timeZone: string): JudgedAnswer {
  const digits = /^0*(\d{1,6})\.?$/.exec(typed.normalize('NFKC').replace(/[\s\p{Cf}]/gu, ''))?.[1];
  if (digits === undefined) return 'unreadable';
  const { eventStart, participants } = details;
  return Number(digits) === (eventStart === null ? participants : dayOf(eventStart, timeZone)) ? 'right' : 'wrong';
}

function dayOf(eventStart: EventStart, timeZone: string): number {
  return Number(wallClockAt(earliestStart(eventStart), timeZone).date.slice(-2));
}
