/** A time of day as somebody wrote it. May not exist (25:00). */
export interface WrittenTime {
  readonly hour: number;
  readonly minute: number;
}

/** A day as somebody wrote it, without a zone, with the time if one stands there. May not exist (30 February). */
export interface WrittenDate {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  /** Null when only the day is named. */
  readonly time: WrittenTime | null;
}

const GERMAN_MONTHS: readonly string[] = [
  'januar',
  'februar',
  'märz',
  'april',
  'mai',
  'juni',
  'juli',
  'august',
  'september',
  'oktober',
  'november',
  'dezember',
];

/** What some write for März, whose accent does not survive every system. */
const OTHER_MARCHES: readonly string[] = ['maerz', 'mrz'];

const FULL_TIME = String.raw`(\d{1,2})[:.](\d{2})(?::\d{2}(?:\.\d+)?)?\s*(?:uhr)?`;
const BARE_HOUR = String.raw`(\d{1,2})\s*uhr`;
const TIME = String.raw`(?:(?:\s*,?\s*(?:um\s+)?|T)(?:${FULL_TIME}|${BARE_HOUR}))?`;
const WEEKDAY = String.raw`(?:[a-zäöü]{2,10}\.?\s*,?\s+)?`;
const ISO = new RegExp(String.raw`^(\d{4})-(\d{1,2})-(\d{1,2})${TIME}$`, 'i');
const GERMAN = new RegExp(String.raw`^${WEEKDAY}(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})${TIME}$`, 'i');
const GERMAN_NAMED = new RegExp(String.raw`^${WEEKDAY}(\d{1,2})\.\s*([a-zä]{3,9})\.?\s+(\d{4})${TIME}$`, 'i');

/**
 * Reads a date with or without time in ISO (`2026-04-18 18:00:00`) or German notation
 * (`18.04.2026 18:00`, `Sa., 18. April 2026, 18 Uhr`).
 * @returns undefined when the text is neither
 */
export function parseWrittenDate(text: string): WrittenDate | undefined {
  const written = text.normalize('NFC').trim().replace(/\s+/g, ' ');
  const iso = ISO.exec(written);
  if (iso !== null) return writtenDate(iso[1], Number(iso[2]), iso[3], iso);
  const german = GERMAN.exec(written);
  if (german !== null) return writtenDate(german[3], Number(german[2]), german[1], german);
  const named = GERMAN_NAMED.exec(written);
  const month = monthOf(named?.[2] ?? '');
  return named === null || month === undefined ? undefined : writtenDate(named[3], month, named[1], named);
}

/** A date from its parts and the match whose fourth to sixth groups are its time. */
function writtenDate(
  year: string | undefined,
  month: number,
  day: string | undefined,
  [, , , , hour, minute, bareHour]: readonly (string | undefined)[],
): WrittenDate {
  const time = hour ?? bareHour;
  return {
    year: Number(year),
    month,
    day: Number(day),
    time: time === undefined ? null : { hour: Number(time), minute: Number(minute ?? 0) },
  };
}

/** From 1; a name of three letters or more may be cut short. */
function monthOf(text: string): number | undefined {
  const name = text.toLowerCase();
  if (OTHER_MARCHES.includes(name)) return 3;
  const index = name.length < 3 ? -1 : GERMAN_MONTHS.findIndex((month) => month.startsWith(name));
  return index < 0 ? undefined : index + 1;
}
