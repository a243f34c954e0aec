import { ANSWER_CHANNELS, type AuditDetails, type TimelineEntry } from '@miomente/booking-domain';
import { z } from 'zod';
import { instant, isoInstant } from '../fields.ts';

/** One line of a booking's timeline. */
export const TIMELINE_ENTRY_JSON = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('event'),
      type: z.string(),
      at: instant,
      actor: z.enum(['partner', 'manager', 'system']),
      channel: z.enum(ANSWER_CHANNELS).nullable(),
      details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])),
    }),
    z.strictObject({
      kind: z.literal('mail'),
      mail: z.string(),
      at: instant,
      state: z.enum(['queued', 'sent', 'skipped', 'dead']),
    }),
  ])
  .meta({ id: 'TimelineEntry' });

type TimelineEntryJson = z.infer<typeof TIMELINE_ENTRY_JSON>;

/** A timeline as a partner sees it: that somebody of the office answered, not who. */
export function timelineJson(entry: TimelineEntry): TimelineEntryJson {
  const at = isoInstant(entry.at);
  if (entry.kind === 'mail') return { kind: 'mail', mail: entry.mail, at, state: entry.state };
  const { type, actor, channel, details } = entry;
  return { kind: 'event', type, at, actor: actor.type, channel, details: detailsJson(details) };
}

/** The audit trail keeps instants as numbers; outside they are written like all others. */
const INSTANTS: readonly string[] = ['eventStartFrom', 'eventStartTo'];

function detailsJson(details: AuditDetails): Extract<TimelineEntryJson, { kind: 'event' }>['details'] {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => {
      if (INSTANTS.includes(name) && typeof value === 'number') return [name, isoInstant(value)];
      return [name, typeof value === 'object' && value !== null ? [...value] : value];
    }),
  );
}
