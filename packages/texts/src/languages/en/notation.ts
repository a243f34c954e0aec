import type { Pattern } from '../../words/pattern.ts';

/** How English writes dates, times and numbers. */
export const notation: Pattern = {
  name: 'English',
  locale: 'en-GB',
  month: 'short',
  dayOfMonth: 'numeric',
  weekday: (f) => `${f['weekday']}`,
  date: (f) => `${f['day']} ${f['month']} ${f['year']}`,
  dayAndDate: (f) => `${f['weekday']}, ${f['day']} ${f['month']} ${f['year']}`,
  dayOfYear: (f) => `${f['weekday']} ${f['day']} ${f['month']}`,
  shortDate: (f) => `${f['day']} ${f['month']}`,
  clock: '',
  hour: 'h',
  csvDelimiter: ',',
};
