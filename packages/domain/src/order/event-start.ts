import type { Instant } from '../time/instant.ts';
import { instantOf } from '../time/wall-clock.ts';
import type { EventStartSource, OrderItem, OrderPolicy } from './order.ts';
import { parseWrittenDate, type WrittenDate } from './written-date.ts';

/** What an item says of its event's start. `unreadable`: something stands there that is no date. */
export type EventStartReading =
  | { readonly type: 'read'; readonly instant: Instant }
  | { readonly type: 'unreadable' }
  | { readonly type: 'absent' };

function texts(item: Pick<OrderItem, 'options' | 'attributes'>, source: EventStartSource): readonly string[] {
  if (source.type === 'attribute') return [item.attributes[source.name] ?? ''];
  const wanted = source.name.trim().toLowerCase();
  return item.options
    .filter((o) => o.label.trim().toLowerCase() === wanted)
    .flatMap((o) => [o.wallClock ?? '', o.text]);
}

/**
 * The event's start of an item: the first source that can be read, as wall clock in the policy's
 * time zone (orders#event-start). A day without a time starts at midnight.
 */
export function readEventStart(
  policy: OrderPolicy,
  item: Pick<OrderItem, 'options' | 'attributes'>,
): EventStartReading {
  let found = false;
  for (const text of policy.eventStartSources.flatMap((source) => texts(item, source))) {
    if (text.trim() === '') continue;
    found = true;
    const written = parseWrittenDate(text);
    const instant = written === undefined ? undefined : startOf(written, policy.timeZone);
    if (instant !== undefined) return { type: 'read', instant };
  }
  return { type: found ? 'unreadable' : 'absent' };
}

const pad = (figure: number, length = 2): string => String(figure).padStart(length, '0');

/** @returns undefined when the day or time does not exist */
function startOf({ year, month, day, time }: WrittenDate, timeZone: string): Instant | undefined {
  const date = `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
  return instantOf({ date, time: `${pad(time?.hour ?? 0)}:${pad(time?.minute ?? 0)}` }, timeZone);
}
