import type { Scope, TimelineEntry } from '@miomente/booking-domain';

/** A booking's timeline as this visitor may see it: what the office noted in a call is the office's (calls#outcomes). */
export function timelineShown({ type }: Scope, entries: readonly TimelineEntry[]): readonly TimelineEntry[] {
  if (type !== 'partner') return entries;
  return entries.flatMap((entry): readonly TimelineEntry[] => {
    if (entry.kind !== 'event') return [entry];
    // Who of the office read what is the office's own (replies#flag), and so are its remarks on the order.
    if (entry.type === 'reply_read' || entry.type === 'flags_changed') return [];
    if (entry.type !== 'called') return [entry];
    if (entry.details['outcome'] === 'note') return [];
    const { note: _, ...details } = entry.details;
    return [{ ...entry, details }];
  });
}
