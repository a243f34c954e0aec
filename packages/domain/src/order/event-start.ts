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

const TIME = String.raw`(?:(?:\s*,?\s*(?:um\s+)?|T)(\d{1,2})[:.](\d{2})(?::\d{2}(?:\.\d+)?)?\s*(?:uhr)?)?`;
const WEEKDAY = String.raw`(?:[a-zäöü]{2,10}\.?\s*,?\s+)?`;
const ISO = new RegExp(String.raw`^(\d{4})-(\d{1,2})-(\d{1,2})${TIME}$`, 'i');
const GERMAN = new RegExp(String.raw`^${WEEKDAY}(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})${TIME}$`, 'i');
const GERMAN_NAMED = new RegExp(String.raw`^${WEEKDAY}(\d{1,2})\.\s*([a-zä]{3,9})\.?\s+(\d{4})${TIME}$`, 'i');

const pad = (text: string, width = 2): string => text.padStart(width, '0');

/**
 * Reads a date with or without time in ISO (`2026-04-18 18:00:00`) or German notation
 * (`18.04.2026 18:00`, `Sa., 18. April 2026, 18:00 Uhr`). A day without a time starts at midnight.
 * @returns undefined when the text is neither
 */
export function parseWallClock(text: string): WallClock | undefined {
  const trimmed = text.trim().replace(/\s+/g, ' ');
  const clock = (year: string, month: string, day: string, hour = '00', minute = '00'): WallClock => ({
    date: `${year}-${pad(month)}-${pad(day)}`,
    time: `${pad(hour)}:${minute}`,
  });
  const iso = ISO.exec(trimmed);
  if (iso !== null) return clock(iso[1] ?? '', iso[2] ?? '', iso[3] ?? '', iso[4], iso[5]);
  const german = GERMAN.exec(trimmed);
  if (german !== null) return clock(german[3] ?? '', german[2] ?? '', german[1] ?? '', german[4], german[5]);
  const named = GERMAN_NAMED.exec(trimmed);
  const name = named?.[2]?.toLowerCase() ?? '';
  const month = GERMAN_MONTHS.findIndex((m) => m === name || (name.length >= 3 && m.startsWith(name)));
  if (named !== null && month >= 0) return clock(named[3] ?? '', String(month + 1), named[1] ?? '', named[4], named[5]);
  return undefined;
}

function texts(item: Pick<OrderItem, 'options' | 'attributes'>, source: EventStartSource): readonly string[] {
  if (source.type === 'attribute') return [item.attributes[source.name] ?? ''];
  const wanted = source.name.trim().toLowerCase();
  return item.options.filter((o) => o.label.trim().toLowerCase() === wanted).map((o) => o.wallClock ?? o.text);
}

/**
 * The event's start of an item: the first source that can be read, as wall clock in the policy's
 * time zone (decision 6).
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
