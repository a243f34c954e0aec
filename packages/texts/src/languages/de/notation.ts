import type { Pattern } from '../../words/pattern.ts';

/** How German writes dates, times and numbers. */
export const notation: Pattern = {
  name: 'Deutsch',
  locale: 'de-DE',
  month: '2-digit',
  dayOfMonth: '2-digit',
  weekday: (f) => `${f['weekday']?.replace('.', '')}.,`,
  date: (f) => `${f['day']}.${f['month']}.${f['year']}`,
  dayAndDate: (f) => `${f['weekday']?.replace('.', '')}., ${f['day']}.${f['month']}.${f['year']}`,
  dayOfYear: (f) => `${f['weekday']?.replace('.', '')}., ${f['day']}.${f['month']}.`,
  shortDate: (f) => `${f['day']}.${f['month']}.,`,
  clock: ' Uhr',
  hour: 'Std.',
  csvDelimiter: ';',
};
