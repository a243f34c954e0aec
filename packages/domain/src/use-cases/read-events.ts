import { type CloudEvent, cloudEvent, type EventTelling } from '../events/cloud-event.ts';
import type { EventPosition } from '../events/published-event.ts';
import type { Events } from '../ports/events.ts';
import { systemScope } from '../ports/scope.ts';

const SCOPE = systemScope('events that others read');

/** Settings of events for others. */
export interface EventsOutSettings {
  /** How events are told; by default without customer data. */
  readonly eventTelling?: EventTelling;
}

/** What is told of events unless it is set. */
export const DEFAULT_EVENT_TELLING: EventTelling = {
  source: 'urn:miomente:booking',
  timeZone: 'Europe/Berlin',
  includeCustomer: false,
};

/** See {@link makeReadEvents}. */
export type ReadEvents = (input: {
  readonly after: EventPosition;
  readonly limit: number;
}) => Promise<{ readonly events: readonly CloudEvent[]; readonly next: EventPosition }>;

/**
 * Reads events after a position, in their order (events#pull).
 * @returns them, and the position to go on from: the last one's, or the same where there is none
 */
export function makeReadEvents({
  events,
  eventTelling = DEFAULT_EVENT_TELLING,
}: { readonly events: Events } & EventsOutSettings): ReadEvents {
  return async ({ after, limit }) => {
    await events.publish();
    const found = await events.after(SCOPE, after, limit);
    return { events: found.map((event) => cloudEvent(event, eventTelling)), next: found.at(-1)?.position ?? after };
  };
}
