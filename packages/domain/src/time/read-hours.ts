import type { LocalSpan } from './days.ts';
import type { WorkingHours } from './working-time.ts';

const WEEKDAYS: readonly (readonly string[])[] = [
  ['mo'],
  ['di', 'tu'],
  ['mi', 'we'],
  ['do', 'th'],
  ['fr'],
  ['sa'],
  ['so', 'su'],
];
const ITEM = /^(?:([a-z]{2})(?:\s*-\s*([a-z]{2}))?\s+)?(\d{2}:\d{2})\s*-\s*(\d{2}:\d{2})$/i;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/**
 * Reads working hours such as `Mo-Fr 08:00-18:00`, `Mo-Fr 08:00-12:00,13:00-18:00` or `Mo-Do 08:00-18:00, Fr 08:00-14:00`:
 * ranges separated by commas, each with its days or those of the one before. German and English days, `24:00` as an end.
 * Ranges that overlap count once.
 * @returns undefined when the text says no hours, or a range that does not end after its beginning
 */
export function readWorkingHours(text: string): WorkingHours | undefined {
  const week: LocalSpan[][] = WEEKDAYS.map(() => []);
  let days: readonly number[] = [];
  for (const item of text.split(',')) {
    const [, first, last, from, to] = ITEM.exec(item.trim()) ?? [];
    if (from === undefined || to === undefined || !TIME.test(from) || !(TIME.test(to) || to === '24:00'))
      return undefined;
    if (first !== undefined) days = daysFrom(first, last ?? first);
    if (days.length === 0 || from >= to) return undefined;
    for (const day of days) week[day]?.push({ from, to });
  }
  return week.map(merged);
}

/** Reads quiet hours such as `21:00-07:00`. @returns undefined for another form, or one without any length */
export function readQuietHours(text: string): LocalSpan | undefined {
  const [, from, to] = /^(\d{2}:\d{2})\s*-\s*(\d{2}:\d{2})$/.exec(text.trim()) ?? [];
  if (from === undefined || to === undefined || !TIME.test(from) || !TIME.test(to) || from === to) return undefined;
  return { from, to };
}

/** The days from one to another, over the weekend if need be; none for an unknown day. */
function daysFrom(first: string, last: string): readonly number[] {
  const at = (name: string): number => WEEKDAYS.findIndex((names) => names.includes(name.toLowerCase()));
  const [start, end] = [at(first), at(last)];
  if (start < 0 || end < 0) return [];
  return Array.from({ length: ((end - start + 7) % 7) + 1 }, (_, i) => (start + i) % 7);
}

function merged(spans: readonly LocalSpan[]): readonly LocalSpan[] {
  const result: LocalSpan[] = [];
  for (const span of spans.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = result.at(-1);
    if (last === undefined || last.to < span.from) result.push(span);
    else if (last.to < span.to) result[result.length - 1] = { from: last.from, to: span.to };
  }
  return result;
}
