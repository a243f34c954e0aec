import {
  type AuditDetails,
  type BookingFlag,
  type BookingMailKind,
  type CallOutcome,
  type ChangeConsequence,
  type DetailField,
  type EscalationReason,
  type MailOutcome,
  type OrderHold,
  type TimelineEntry,
  type UnreachableReason,
  unreachable,
} from '@miomente/booking-domain';
import type { Tone } from '../frame/parts.tsx';
import type { Reader } from '../frame/reader.ts';
import { escalationText } from './escalation-text.ts';
import type { ReasonLabel } from './reason-labels.ts';

/** One line of a booking's history. */
export interface TimelineLine {
  readonly at: number;
  readonly what: string;
  readonly details: readonly string[];
  /** Where it leads; null for most. */
  readonly href: string | null;
  /** Set when a person must act, or when an answer was given; other lines have none. */
  readonly tone: Tone | null;
}

type Event = Extract<TimelineEntry, { kind: 'event' }>;
type Said = Omit<TimelineLine, 'at' | 'href'> & { readonly href?: string | null };

/** What was noted in calls, by {@link callKey}; only the office has any. */
export type CallNotes = ReadonlyMap<string, string>;

/** What a call is found by: when it was, and who called. */
export const callKey = ({ at, by }: { readonly at: number; readonly by: string }): string => `${at} ${by}`;

const NO_NOTES: CallNotes = new Map();

/** Writes one entry of the history. */
export function timelineLine(
  reader: Reader,
  reason: ReasonLabel,
  entry: TimelineEntry,
  notes: CallNotes = NO_NOTES,
): TimelineLine {
  const said = entry.kind === 'mail' ? mailLine(reader, entry) : eventLine(reader, reason, entry, notes);
  return { at: entry.at, href: null, ...said, details: said.details.filter((detail) => detail !== '') };
}

function mailLine({ words }: Reader, { mail, state }: Extract<TimelineEntry, { kind: 'mail' }>): Said {
  const name = mailName(words.timeline, mail);
  return { what: words.timeline.mailState[state](name), details: [], tone: state === 'dead' ? 'wait' : null };
}

function mailName({ mail: names, unknownMail }: Reader['words']['timeline'], kind: unknown): string {
  return typeof kind === 'string' && Object.hasOwn(names, kind) ? names[kind as BookingMailKind] : unknownMail;
}

function eventLine(reader: Reader, reason: ReasonLabel, event: Event, notes: CallNotes): Said {
  const { timeline, booking } = reader.words;
  const { type, details } = event;
  const what = timeline.event[type];
  switch (type) {
    case 'booking_registered':
      return { what, details: [details['historic'] === true ? timeline.historic : ''], tone: null };
    case 'partner_asked':
      return { what, details: [mailName(timeline, details['mail'])], tone: null };
    case 'confirmed':
      return { what, details: answerDetails(reader, event), tone: 'ok' };
    case 'declined':
      return { what, details: [reason(String(details['reason'])), ...answerDetails(reader, event)], tone: 'no' };
    case 'reopened':
      return {
        what: details['answer'] === 'decline' ? timeline.declineTakenBack : what,
        details: answerDetails(reader, event),
        tone: 'wait',
      };
    case 'reminded':
      return { what: timeline.reminder(Number(details['step'])), details: [], tone: null };
    case 'mail_accepted':
      return { what, details: [mailName(timeline, details['mail'])], tone: null };
    case 'mail_dropped':
      return { what: droppedMail(timeline, details) ?? what, details: [], tone: null };
    case 'escalated':
      return { what, details: [escalationText(reader, details['reason'] as EscalationReason) ?? ''], tone: 'wait' };
    case 'cancelled':
      return { what, details: [booking.cause[details['cause'] as keyof typeof booking.cause] ?? ''], tone: 'off' };
    case 'details_changed':
      return { what, details: changes(reader, details), tone: null };
    case 'hold_changed':
      return details['hold'] === null
        ? { what: timeline.holdOver, details: [], tone: null }
        : { what, details: [timeline.hold[details['hold'] as OrderHold] ?? ''], tone: null };
    case 'flags_changed':
      return flagsLine(reader, what, details);
    case 'mail_reported':
      return reportLine(reader, details);
    case 'ticket_opened':
      return {
        what: timeline.ticket(String(details['ticketId'])),
        details: [],
        tone: 'wait',
        href: reader.ticketHref?.(String(details['ticketId'])) ?? null,
      };
    case 'called':
      return callLine(reader, event, notes);
    case 'partner_wrote':
      return { what, details: [], tone: 'wait' };
    case 'reply_read':
      return { what, details: [readBy(reader, event)], tone: null };
    case 'customer_informed':
      return { what, details: [], tone: 'ok' };
    case 'answer_carried_over':
    case 'token_replaced':
      return { what, details: [], tone: null };
    default:
      return unreachable(type);
  }
}

function droppedMail(timeline: Reader['words']['timeline'], { mail, reason }: AuditDetails): string | undefined {
  const say = reason === 'order_on_hold' || reason === 'second_due' ? timeline.dropped[reason] : undefined;
  return say?.(mailName(timeline, mail));
}

/** The channel of an answer, whether it has notes, and for the office who gave it. */
function answerDetails({ words, visitor }: Reader, { type, channel, details, actor }: Event): readonly string[] {
  // The office takes answers back in the portal, whoever it phoned before.
  const byHand = type === 'reopened' && channel === 'phone';
  const how = channel === null ? '' : byHand ? words.timeline.byTeam : words.booking.channel[channel];
  const notes = details['notes'] === true ? words.timeline.withNotes : '';
  const { standingYesPeople: people, standingYesHours: hours } = details;
  const terms = typeof people === 'number' && typeof hours === 'number' ? words.timeline.inAdvance(people, hours) : '';
  const who = actor.type === 'manager' && visitor?.role === 'manager' ? words.timeline.byManager(actor.address) : '';
  return [[how, notes].filter((part) => part !== '').join(', '), terms, who];
}

function readBy({ words }: Reader, { actor }: Event): string {
  return actor.type === 'manager' ? words.timeline.readBy(actor.address) : '';
}

/** A call of the office; who called, and what was noted, is for the office only. */
function callLine({ words, notation, visitor }: Reader, { at, actor, details }: Event, notes: CallNotes): Said {
  const { timeline } = words;
  const { callBackAt } = details;
  const when = typeof callBackAt === 'number' ? timeline.callBackAt(notation.near(callBackAt, at)) : '';
  const who = actor.type === 'manager' && visitor?.role === 'manager' ? timeline.byManager(actor.address) : '';
  const tone = details['outcome'] === 'wrong_number' ? 'wait' : null;
  const note = actor.type === 'manager' ? (notes.get(callKey({ at, by: actor.address })) ?? '') : '';
  return {
    what: timeline.call[details['outcome'] as CallOutcome] ?? timeline.event.called,
    details: [when, note, who],
    tone,
  };
}

function changes({ words, notation }: Reader, details: AuditDetails): readonly string[] {
  const { timeline, booking } = words;
  const lines: string[] = [];
  if ('eventStartTo' in details || 'eventDayTo' in details) {
    const event = (at: unknown, day: unknown): string => {
      if (typeof day === 'number') return notation.date(day);
      return typeof at === 'number' ? notation.dateTime(at) : booking.noDate;
    };
    const from = event(details['eventStartFrom'], details['eventDayFrom']);
    const to = event(details['eventStartTo'], details['eventDayTo']);
    lines.push(timeline.fromTo(timeline.field.eventStart, from, to));
  }
  if ('participantsTo' in details) {
    const [from, to] = [String(details['participantsFrom']), String(details['participantsTo'])];
    lines.push(timeline.fromTo(timeline.field.participants, from, to));
  }
  const fields = (details['fields'] ?? []) as readonly DetailField[];
  const others = fields.filter((field) => field !== 'eventStart' && field !== 'participants');
  if (others.length > 0) lines.push(others.map((field) => timeline.field[field] ?? field).join(', '));
  return [...lines, timeline.consequence[details['consequence'] as ChangeConsequence] ?? ''];
}

function flagsLine({ words }: Reader, what: string, details: AuditDetails): Said {
  const flags = (details['flags'] ?? []) as readonly BookingFlag[];
  if (flags.length === 0) return { what: words.timeline.noFlags, details: [], tone: null };
  return { what, details: flags.map((flag) => words.booking.flag[flag] ?? ''), tone: null };
}

function reportLine({ words }: Reader, details: AuditDetails): Said {
  const outcome = details['outcome'] as MailOutcome;
  const name = mailName(words.timeline, details['mail']);
  const tone = outcome === 'bounced' || outcome === 'dropped' ? 'wait' : null;
  const { leftOut, outcome: told, reported } = words.timeline;
  const reason = details['unreachable'] as UnreachableReason | undefined;
  const said = (reason === undefined ? told[outcome] : leftOut[reason]) ?? '';
  return { what: reported(name, said), details: [], tone };
}
