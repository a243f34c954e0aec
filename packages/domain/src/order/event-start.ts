import type { Instant } from '../time/instant.ts';
import { instantOf, type WallClock } from '../time/wall-clock.ts';
import type { EventStartSource, OrderItem, OrderPolicy } from './order.ts';

/** What an item says of its event's start. `unreadable`: something stands there that is no date. */
export type EventStartReading =
  | { readonly type: 'read'; readonly instant: Instant }
  | { readonly type: 'unreadable' }
  | { readonly type: 'absent' };

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

const pad = (text: string): string => text.padStart(2, '0');

/**
 * Reads a date with or without time in ISO (`2026-04-18 18:00:00`) or German notation
 * (`18.04.2026 18:00`, `Sa., 18. April 2026, 18 Uhr`). A day without a time starts at midnight.
 * @returns undefined when the text is neither
 */
export function parseWallClock(text: string): WallClock | undefined {
  const written = text.normalize('NFC').trim().replace(/\s+/g, ' ');
  const iso = ISO.exec(written);
  if (iso !== null) return clock(iso[1], iso[2], iso[3], iso);
  const german = GERMAN.exec(written);
  if (german !== null) return clock(german[3], german[2], german[1], german);
  const named = GERMAN_NAMED.exec(written);
  const month = monthOf(named?.[2] ?? '');
  return named === null || month === undefined ? undefined : clock(named[3], String(month), named[1], named);
}

/** A wall clock from the parts of a date and the match whose fourth to sixth groups are its time. */
function clock(
  year = '',
  month = '',
  day = '',
  [, , , , hour, minute, bareHour]: readonly (string | undefined)[],
): WallClock {
  return { date: `${year}-${pad(month)}-${pad(day)}`, time: `${pad(hour ?? bareHour ?? '0')}:${minute ?? '00'}` };
}

/** From 1; a name of three letters or more may be cut short. */
function monthOf(text: string): number | undefined {
  const name = text.toLowerCase();
  if (OTHER_MARCHES.includes(name)) return 3;
  const index = name.length < 3 ? -1 : GERMAN_MONTHS.findIndex((month) => month.startsWith(name));
  return index < 0 ? undefined : index + 1;
}

function texts(item: Pick<OrderItem, 'options' | 'attributes'>, source: EventStartSource): readonly string[] {
  if (source.type === 'attribute') return [item.attributes[source.name] ?? ''];
  const wanted = source.name.trim().toLowerCase();
  return item.options
    .filter((o) => o.label.trim().toLowerCase() === wanted)
    .flatMap((o) => [o.wallClock ?? '', o.text]);
}

/**
 * The event's start of an item: the first source that can be read, as wall clock in the policy's
 * time zone (orders#event-start).
 */
export function readEventStart(
  policy: OrderPolicy,
  item: Pick<OrderItem, 'options' | 'attributes'>,
): EventStartReading {
  let found = false;
  for (const text of policy.eventStartSources.flatMap((source) => texts(item, source))) {
    if (text.trim() === '') continue;
    found = true;
    const clock = parseWallClock(text);
    const instant = clock === undefined ? undefined : instantOf(clock, policy.timeZone);
    if (instant !== undefined) return { type: 'read', instant };
  }
  return { type: found ? 'unreadable' : 'absent' };
}
