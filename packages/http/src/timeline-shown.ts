import type { Scope, TimelineEntry } from '@miomente/booking-domain';

/** A booking's timeline as this visitor may see it: what the office noted in a call is the office's (calls#outcomes). */
export function timelineShown({ type }: Scope, entries: readonly TimelineEntry[]): readonly TimelineEntry[] {
  if (type !== 'partner') return entries;
  return entries.flatMap((entry) => {
    if (entry.kind !== 'event' || entry.type !== 'called') return [entry];
    if (entry.details['outcome'] === 'note') return [];
    const { note: _, ...details } = entry.details;
    return [{ ...entry, details }];
  });
}
