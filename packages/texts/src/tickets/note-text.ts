import {
  type Changes,
  type EventStart,
  type Instant,
  type TicketNote,
  type TicketNoteDraft,
  unreachable,
} from '@miomente/booking-domain';
import { LANGUAGE_WORDS } from '../languages/index.ts';
import { oneLine } from '../words/clean-text.ts';
import { formatDateTime, formatEvent, formatPeople } from '../words/format.ts';
import type { NoteWords } from './note-words.ts';
import { type Line, type Page, pageHtml, pageText } from './page.ts';
import type { TicketSettings } from './ticket-text.ts';

/** A note in both formats. */
export interface NoteText {
  readonly html: string;
  readonly text: string;
}

/** Writes a note for a ticket, for the office to read: what happened, when, and whether somebody must act. */
export function noteText(draft: TicketNoteDraft, settings: TicketSettings): NoteText {
  const { note, reactivate } = draft;
  const again = reactivate ? [LANGUAGE_WORDS[settings.language].tickets.notes.actAgain] : [];
  const lines = [...changeLines(note, settings), ...answerLines(draft, settings)];
  const page: Page = {
    sentences: [...sentences(note, settings), ...again],
    sections: [{ heading: LANGUAGE_WORDS[settings.language].tickets.fields.booking, lines }],
  };
  return { html: pageHtml(page), text: pageText(page) };
}

/** What takes the place of a ticket's text and notes when the customer's data is erased. */
export function erasedText(at: Instant, settings: TicketSettings): NoteText {
  const page: Page = { sentences: sentences({ kind: 'customer_erased', at }, settings), sections: [] };
  return { html: pageHtml(page), text: pageText(page) };
}

function sentences(note: TicketNote, settings: TicketSettings): readonly string[] {
  const words = LANGUAGE_WORDS[settings.language].tickets.notes;
  const { channels } = LANGUAGE_WORDS[settings.language].tickets.fields;
  const at = formatDateTime(note.at, settings);
  switch (note.kind) {
    case 'confirmed':
      return [words.confirmed(at, channels[note.channel]), words.nothingToDo];
    case 'declined':
      return [words.declined(at, channels[note.channel]), words.rebook];
    case 'reopened':
      return [
        reopened(note, words, at),
        // Somebody stands before a locked door unless the partner says yes again.
        ...(note.customerInformed === true ? [words.customerInformed] : []),
      ];
    case 'escalated': {
      const { title, task } = LANGUAGE_WORDS[settings.language].tickets.reasons[note.reason];
      return [words.escalated(at, title), task];
    }
    case 'cancelled':
      return [words.cancelled(at, words.causes[note.cause]), words.nothingToDo];
    case 'details_changed':
      return [words.detailsChanged(at), note.askedAgain ? words.askedAgain : words.answerStays];
    case 'partner_asked':
      return [words.partnerAsked(at)];
    case 'partner_wrote':
      return [words.partnerWrote(at)];
    case 'customer_erased':
      return [words.customerErased(at)];
    case 'carried_over':
      return [words.carriedOver(at, oneLine(note.orderNumber))];
    case 'called':
      return [words.called(at, oneLine(note.by), callOutcome(note, settings))];
    default:
      return unreachable(note);
  }
}

function reopened(note: Extract<TicketNote, { kind: 'reopened' }>, words: NoteWords, at: string): string {
  if (note.byOffice === true) return words.reopenedByOffice(at);
  return note.answer === 'decline' ? words.declineTakenBack(at) : words.reopened(at);
}

function callOutcome(
  { outcome, callBackAt }: Extract<TicketNote, { kind: 'called' }>,
  settings: TicketSettings,
): string {
  const words = LANGUAGE_WORDS[settings.language].tickets.notes;
  if (outcome !== 'call_back') return words.callOutcomes[outcome];
  return words.callBack(callBackAt === null ? '' : formatDateTime(callBackAt, settings));
}

function changeLines(note: TicketNote, settings: TicketSettings): readonly Line[] {
  if (note.kind !== 'details_changed') return [];
  const { eventStart, participants }: Changes = note.changes;
  const { language } = settings;
  const words = LANGUAGE_WORDS[language].tickets.fields;
  const date = (start: EventStart | null): string =>
    start === null ? LANGUAGE_WORDS[language].terms.unknownDate : formatEvent(start, settings);
  const count = (people: number): string => formatPeople(people, language);
  return [
    { label: words.date, value: eventStart === null ? '' : `${date(eventStart.from)} → ${date(eventStart.to)}` },
    {
      label: words.participants,
      value: participants === null ? '' : `${count(participants.from)} → ${count(participants.to)}`,
    },
  ];
}

function answerLines(
  { note, declineReason, partnerNotes, callNote, reply }: TicketNoteDraft,
  { language }: TicketSettings,
): readonly Line[] {
  const words = LANGUAGE_WORDS[language].tickets.fields;
  const reason = note.kind === 'declined' ? (declineReason?.label[language] ?? note.reason) : '';
  return [
    { label: words.reason, value: reason },
    { label: words.notes, value: partnerNotes ?? '' },
    { label: words.callNote, value: callNote ?? '' },
    { label: words.reply, value: reply === '' ? words.replyEmpty : (reply ?? '') },
  ];
}
