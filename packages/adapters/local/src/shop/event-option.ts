import type { ItemOption, WallClock } from '@miomente/booking-domain';

/** The formats in which orders write a date. */
export type Notation = 'german' | 'german_long' | 'iso' | 'english';
/** All formats. */
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

/** The option with the date that the customer chose. */
export function eventOption({ date, time }: WallClock, notation: Notation): ItemOption {
  const [year, month, day] = date.split('-');
  // The local time, treated as UTC for formatting only.
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

/** A day without a time, as stored by an option that asks for a day only. */
export function dayOption({ date }: Pick<WallClock, 'date'>): ItemOption {
  const [year, month, day] = date.split('-');
  return { label: 'Termin', text: `${day}.${month}.${year}`, wallClock: date };
}

/** The option with the time beside a day. */
export function timeOption({ time }: Pick<WallClock, 'time'>): ItemOption {
  return { label: 'Uhrzeit', text: `${time} Uhr`, wallClock: null };
}

/** An option with a text that is no date. */
export const UNREADABLE_DATE: ItemOption = { label: 'Termin', text: 'nach Absprache', wallClock: null };
