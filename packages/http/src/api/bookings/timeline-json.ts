import { ANSWER_CHANNELS, type AuditDetails, detailsTold, type TimelineEntry } from '@miomente/booking-domain';
import { z } from 'zod';
import { instant, isoInstant } from '../../guard/fields.ts';

/** One line of a booking's timeline. */
export const TIMELINE_ENTRY_JSON = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('event').meta({ description: 'Something happened to the booking.' }),
      type: z.string().meta({ description: 'What, as a code.', examples: ['confirmed'] }),
      at: instant.meta({ description: 'When.' }),
      actor: z
        .enum(['partner', 'manager', 'system'])
        .meta({ description: 'Who: the partner, somebody of the office, or nobody.' }),
      channel: z.enum(ANSWER_CHANNELS).nullable().meta({ description: 'Through what, where that is known.' }),
      details: z
        .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]))
        .meta({ description: 'More about it, by type; no customer data.', examples: [{}] }),
    }),
    z.strictObject({
      kind: z.literal('mail').meta({ description: 'A mail to the partner.' }),
      mail: z.string().meta({ description: 'Which, as a code.', examples: ['confirmation_request'] }),
      at: instant.meta({ description: 'When it was queued, or sent.' }),
      state: z
        .enum(['queued', 'sent', 'skipped', 'dead'])
        .meta({ description: 'What became of it: `skipped` was no longer wanted, `dead` could not be delivered.' }),
    }),
  ])
  .meta({ id: 'TimelineEntry' });

type TimelineEntryJson = z.infer<typeof TIMELINE_ENTRY_JSON>;

/** A timeline for partners: it shows that the office answered, not who. */
export function timelineJson(entry: TimelineEntry, timeZone: string): TimelineEntryJson {
  const at = isoInstant(entry.at);
  if (entry.kind === 'mail') return { kind: 'mail', mail: entry.mail, at, state: entry.state };
  const { type, actor, channel, details } = entry;
  return { kind: 'event', type, at, actor: actor.type, channel, details: detailsJson(details, timeZone) };
}

function detailsJson(
  details: AuditDetails,
  timeZone: string,
): Extract<TimelineEntryJson, { kind: 'event' }>['details'] {
  return Object.fromEntries(
    Object.entries(detailsTold(details, timeZone)).map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null ? [...value] : value,
    ]),
  );
}
