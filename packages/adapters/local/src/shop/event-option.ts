import type { ItemOption, WallClock } from '@miomente/booking-domain';

/** The ways in which orders name a date. */
export type Notation = 'german' | 'german_long' | 'iso' | 'english';
export const NOTATIONS: readonly Notation[] = ['german', 'german_long', 'iso', 'english'];

const inWords = (locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
const GERMAN_LONG = inWords('de-DE', { day: 'numeric', month: 'long', year: 'numeric' });
const GERMAN_WEEKDAY = inWords('de-DE', { weekday: 'short' });
const ENGLISH = inWords('en-US', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
});

/** The option with which a customer chose an event's date. */
export function eventOption({ date, time }: WallClock, notation: Notation): ItemOption {
  const [year, month, day] = date.split('-');
  // The wall clock as if in UTC, only to be put into words.
  const shown = new Date(`${date}T${time}:00Z`);
  switch (notation) {
    case 'german':
      return { label: 'Termin', text: `${day}.${month}.${year} ${time}`, wallClock: null };
    case 'german_long': {
      const weekday = GERMAN_WEEKDAY.format(shown).replace('.', '');
      return { label: 'Termin', text: `${weekday}., ${GERMAN_LONG.format(shown)}, ${time} Uhr`, wallClock: null };
    }
    case 'iso':
      return { label: 'Datum', text: `${date} ${time}:00`, wallClock: null };
    case 'english':
      return { label: 'Date', text: ENGLISH.format(shown), wallClock: `${date} ${time}:00` };
  }
}

/** A day without a time, as an option that asks for no more keeps it. */
export function dayOption({ date }: Pick<WallClock, 'date'>): ItemOption {
  const [year, month, day] = date.split('-');
  return { label: 'Termin', text: `${day}.${month}.${year}`, wallClock: date };
}

/** The time that stands beside it. */
export function timeOption({ time }: Pick<WallClock, 'time'>): ItemOption {
  return { label: 'Uhrzeit', text: `${time} Uhr`, wallClock: null };
}

/** A date that was never settled: something stands there, and it is no date. */
export const UNREADABLE_DATE: ItemOption = { label: 'Termin', text: 'nach Absprache', wallClock: null };
