import { type Parser, token } from './parser.ts';

/** German, Austrian and English month names without accents; abbreviations have three letters or more. */
const MONTHS: readonly (readonly string[])[] = [
  ['januar', 'january', 'janner', 'jaenner'],
  ['februar', 'february', 'feber'],
  ['marz', 'maerz', 'march'],
  ['april'],
  ['mai', 'may'],
  ['juni', 'june'],
  ['juli', 'july'],
  ['august'],
  ['september'],
  ['oktober', 'october'],
  ['november'],
  ['dezember', 'december'],
];
/** Common spellings that are no abbreviation. Juno and Julei are spoken forms that avoid confusion. */
const OTHER_MONTHS: Readonly<Record<string, number>> = { mrz: 3, juno: 6, julei: 7 };

/** From Sunday, as in JavaScript; a name of four letters or more may be abbreviated. */
const WEEKDAYS: readonly (readonly string[])[] = [
  ['sonntag', 'sunday'],
  ['montag', 'monday'],
  ['dienstag', 'tuesday'],
  ['mittwoch', 'wednesday'],
  ['donnerstag', 'thursday'],
  ['freitag', 'friday'],
  ['samstag', 'sonnabend', 'saturday'],
];
const SHORT_WEEKDAYS: readonly (readonly string[])[] = [
  ['so', 'son', 'su', 'sun'],
  ['mo', 'mon'],
  ['di', 'tu', 'tue'],
  ['mi', 'we', 'wed'],
  ['do', 'don', 'th', 'thu'],
  ['fr', 'fre', 'fri'],
  ['sa', 'sam', 'sat', 'sbd'],
];

/** The only entry with a name that begins with this text; undefined when there is none, or several. */
function indexOf(names: readonly (readonly string[])[], text: string, shortest: number): number | undefined {
  if (text.length < shortest) return undefined;
  const found = names.flatMap((list, index) => (list.some((name) => name.startsWith(text)) ? [index] : []));
  return found.length === 1 ? found[0] : undefined;
}

/** A month's name; its number from 1. */
export const month: Parser<number> = token('word', (text) => {
  const index = indexOf(MONTHS, text, 3);
  return index === undefined ? OTHER_MONTHS[text] : index + 1;
});

/** A weekday's name; its number from 0 for Sunday. */
export const weekdayName: Parser<number> = token('word', (text) => {
  const short = SHORT_WEEKDAYS.findIndex((names) => names.includes(text));
  return short >= 0 ? short : indexOf(WEEKDAYS, text, 4);
});
