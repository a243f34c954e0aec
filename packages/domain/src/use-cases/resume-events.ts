import type { EventPosition } from '../events/published-event.ts';
import type { Events } from '../ports/events.ts';

/** See {@link makeResumeEvents}. */
export type ResumeEvents = (after?: EventPosition) => Promise<void>;

/** Goes on pushing events, at once: after the last one that was taken, or after a position (events#push). */
export function makeResumeEvents({ events }: { readonly events: Events }): ResumeEvents {
  return (after) => events.resume(after);
}
