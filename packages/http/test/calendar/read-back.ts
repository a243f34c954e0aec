import ICAL from 'ical.js';
import nodeIcal, { type VEvent } from 'node-ical';

/** An event, as a reader of calendars understands it. */
export interface ReadEvent {
  readonly uid: string;
  readonly summary: string;
  readonly status: string;
  /** An instant in UTC, or a day. */
  readonly start: string;
  readonly allDay: boolean;
  readonly sequence: number;
  readonly stamp: string;
}

const bySummary = (a: ReadEvent, b: ReadEvent): number => a.summary.localeCompare(b.summary);
const day = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

/** Read by one library. */
export function readByIcalJs(text: string): readonly ReadEvent[] {
  const component = new ICAL.Component(ICAL.parse(text));
  return component
    .getAllSubcomponents('vevent')
    .map((each) => {
      const event = new ICAL.Event(each);
      const stamp = each.getFirstPropertyValue('dtstamp') as ICAL.Time;
      return {
        uid: event.uid,
        summary: event.summary,
        status: String(each.getFirstPropertyValue('status')),
        start: event.startDate.isDate ? event.startDate.toString() : event.startDate.toJSDate().toISOString(),
        allDay: event.startDate.isDate,
        sequence: Number(event.sequence),
        stamp: stamp.toJSDate().toISOString(),
      };
    })
    .toSorted(bySummary);
}

/** Read by another library, which shares no code with the first. */
export function readByNodeIcal(text: string): readonly ReadEvent[] {
  return Object.values(nodeIcal.sync.parseICS(text))
    .filter((each): each is VEvent => each?.type === 'VEVENT')
    .map((event) => {
      const allDay = event.datetype === 'date';
      return {
        uid: event.uid,
        summary: String(event.summary),
        status: String(event.status),
        start: allDay ? day(event.start) : event.start.toISOString(),
        allDay,
        sequence: Number(event.sequence),
        stamp: event.dtstamp.toISOString(),
      };
    })
    .toSorted(bySummary);
}
