import { CALL_OUTCOMES, type Claim, SILENCE_STATES, type SilentEntry } from '@miomente/booking-domain';
import { z } from 'zod';
import type { CsvColumn } from '../../csv/csv.ts';
import { instant, isoInstant } from '../../guard/fields.ts';
import { eventJson } from '../bookings/event-json.ts';

/** Somebody’s claim of a partner. */
export const CLAIM_JSON = z
  .strictObject({
    by: z.string().meta({ description: 'Who calls.', examples: ['office@example.org'] }),
    since: instant.meta({ description: 'Since when.' }),
    until: instant.meta({ description: 'When it ends by itself.' }),
    number: z
      .int()
      .meta({ description: 'Its own number; an outcome that names it means no other claim.', examples: [1] }),
  })
  .meta({ id: 'CallClaim' });

const SILENCE = {
  silence: z.enum(SILENCE_STATES).meta({
    description:
      'Why nobody answers: `wrote`, `visited_not_answered` (a person was on the page), `not_delivered`, `machine_only` ' +
      '(only programs were), `delivered_not_visited`. Whether mails are opened is not measured.',
  }),
  silenceReason: z
    .string()
    .nullable()
    .meta({ description: 'With `not_delivered` why, as a code; else null.', examples: ['bounced'] }),
  silenceAt: instant.nullable().meta({ description: 'When it came to that, if known.' }),
};

/** A partner to call. */
export const CALL_JSON = z
  .strictObject({
    customerNumber: z.string().meta({ description: 'What to claim the partner by.', examples: ['P-100'] }),
    name: z
      .string()
      .nullable()
      .meta({ description: 'Null when the number is not known here.', examples: ['Kochschule Beispiel'] }),
    phone: z
      .string()
      .nullable()
      .meta({ description: 'Null when there is none.', examples: ['+49 89 000001'] }),
    email: z
      .string()
      .nullable()
      .meta({ description: 'Null when there is none.', examples: ['kochschule@example.org'] }),
    eventDate: z.iso
      .date()
      .nullable()
      .meta({ description: 'Of the soonest event, in `TIME_ZONE`.', examples: ['2026-12-24'] }),
    eventTime: z
      .string()
      .nullable()
      .meta({ description: '`HH:mm` in `TIME_ZONE`.', examples: ['18:00'] }),
    people: z.int().meta({ description: 'Of all its bookings.', examples: [3] }),
    ...SILENCE,
    later: z.boolean().meta({ description: 'Whether the time to call back lies ahead.' }),
    callBackAt: instant.nullable().meta({ description: 'When to call again, also when that has passed.' }),
    notReached: z.int().meta({ description: 'How often nobody picked up.', examples: [2] }),
    notReachedAt: instant.nullable().meta({ description: 'When last.' }),
    reachedAt: instant.nullable().meta({ description: 'When somebody last got an answer.' }),
    wrongNumberAt: instant.nullable().meta({ description: 'Since when the number is known to be wrong.' }),
    lastCallAt: instant
      .nullable()
      .meta({ description: 'The last call about these bookings; what a claim names as `seen`.' }),
    note: z
      .string()
      .nullable()
      .meta({ description: 'What was noted last.', examples: ['Nach dem Kurs anrufen.'] }),
    claim: CLAIM_JSON.nullable().meta({ description: 'Who is calling now; null for nobody.' }),
    bookings: z
      .array(
        z.strictObject({
          id: z.int().meta({ examples: [17], description: 'What to answer it by.' }),
          orderNumber: z.string().meta({ examples: ['100004711'], description: 'As customers see it.' }),
          courseName: z.string().meta({ examples: ['Sushi für Einsteiger'], description: 'As ordered.' }),
          eventDate: z.iso
            .date()
            .nullable()
            .meta({ description: 'In `TIME_ZONE`.', examples: ['2026-12-24'] }),
          eventTime: z
            .string()
            .nullable()
            .meta({ description: '`HH:mm` in `TIME_ZONE`.', examples: ['18:00'] }),
          participants: z.int().meta({ description: 'How many people.', examples: [2] }),
          odooTicketId: z
            .string()
            .nullable()
            .meta({ description: 'Null until there is one.', examples: ['1042'] }),
          ...SILENCE,
        }),
      )
      .meta({ description: 'Every booking of the partner that needs a call, the soonest event first.' }),
  })
  .meta({ id: 'Call' });

/** The type of {@link CALL_JSON}. */
export type CallJson = z.infer<typeof CALL_JSON>;

/** The outcomes in the API. */
export const CALL_OUTCOME = z.enum(CALL_OUTCOMES);

/** Converts a claim to JSON. */
export function claimJson({ by, since, until, fence }: Claim): z.infer<typeof CLAIM_JSON> {
  return { by, since: isoInstant(since), until: isoInstant(until), number: fence };
}

const iso = (at: number | null): string | null => (at === null ? null : isoInstant(at));

/** Converts an entry of the queue to JSON. */
export function callJson(entry: SilentEntry, timeZone: string): CallJson {
  const { customerNumber, partner, history, claim } = entry;
  return {
    customerNumber,
    name: partner?.name ?? null,
    phone: partner?.phone ?? null,
    email: partner?.email ?? null,
    ...eventJson(entry.soonest, timeZone),
    people: entry.people,
    ...silenceJson(entry.silence),
    later: entry.later,
    callBackAt: iso(history.callBackAt),
    notReached: history.notReached,
    notReachedAt: iso(history.notReachedAt),
    reachedAt: iso(history.reachedAt),
    wrongNumberAt: iso(history.wrongNumberAt),
    lastCallAt: iso(history.last?.at ?? null),
    note: history.note?.text ?? null,
    claim: claim === null ? null : claimJson(claim),
    bookings: entry.questions.map(({ booking, silence }) => ({
      id: booking.id,
      orderNumber: booking.order.orderNumber,
      courseName: booking.details.course.name,
      ...eventJson(booking.details.eventStart, timeZone),
      participants: booking.details.participants,
      odooTicketId: booking.ticket?.id ?? null,
      ...silenceJson(silence),
    })),
  };
}

function silenceJson(silence: SilentEntry['silence']) {
  return {
    silence: silence.state,
    silenceReason: silence.reason,
    silenceAt: iso(silence.at),
  };
}

const date = (at: string | null): Date | null => (at === null ? null : new Date(at));

/** The columns of the queue in a file: one row for each partner. */
export const CALL_COLUMNS = [
  { code: 'customerNumber', value: ({ customerNumber }) => customerNumber },
  { code: 'partnerName', value: ({ name }) => name },
  { code: 'partnerPhone', value: ({ phone }) => phone },
  { code: 'partnerEmail', value: ({ email }) => email },
  { code: 'eventDate', value: ({ eventDate }) => eventDate },
  { code: 'eventTime', value: ({ eventTime }) => eventTime },
  { code: 'bookings', value: ({ bookings }) => bookings.length },
  { code: 'participants', value: ({ people }) => people },
  { code: 'silence', value: ({ silence }) => silence },
  { code: 'silenceReason', value: ({ silenceReason }) => silenceReason },
  { code: 'notReached', value: ({ notReached }) => notReached },
  { code: 'callBackAt', value: ({ callBackAt }) => date(callBackAt) },
  { code: 'wrongNumberAt', value: ({ wrongNumberAt }) => date(wrongNumberAt) },
  { code: 'claimedBy', value: ({ claim }) => claim?.by ?? null },
  {
    code: 'odooTicketId',
    value: ({ bookings }) => bookings.flatMap(({ odooTicketId }) => odooTicketId ?? []).join(' '),
  },
] as const satisfies readonly CsvColumn<CallJson>[];
