import {
  asBookingId,
  type BookingId,
  type CallAnswer,
  type Instant,
  instantOf,
  MAX_BATCH,
  MAX_NOTES_LENGTH,
  readTimeText,
} from '@miomente/booking-domain';
import { z } from 'zod';
import { lenient, notesAsTyped, typed } from '../../guard/fields.ts';
import { shownListField, shownOfEach } from '../booking/shown-fields.tsx';
import { dayIn } from '../dashboard/list-request.ts';
import { idsAsText } from '../inbox/done-address.ts';

/** What a caller typed; it comes back with every refusal. */
export interface CallDraft {
  readonly note: string;
  /** Of the call back, as typed. */
  readonly day: string;
  readonly time: string;
}

/** Nothing is typed yet. */
export const NOTHING_TYPED: CallDraft = { note: '', day: '', time: '' };

/** Longer than any day or time. */
const MAX_SHORT = 40;
const short = typed.transform((text) => text.trim().slice(0, MAX_SHORT));

/** The fields of what was typed. */
export const TYPED_FIELDS = { note: notesAsTyped, day: short, time: short };

const ENDINGS = ['not_reached', 'call_back', 'wrong_number', 'note'] as const;
/** What came of the call, and the claim that it came of. */
export const OUTCOME_FIELDS = {
  ...TYPED_FIELDS,
  claim: lenient(
    z
      .string()
      .regex(/^\d{1,15}$/)
      .transform(Number),
    null,
  ),
  shown: lenient(idsAsText, []),
  as: shownListField,
  outcome: lenient(z.enum(ENDINGS), null),
  answer: typed,
};

/** The parsed fields. */
export interface OutcomeFields extends CallDraft {
  readonly claim: number | null;
  /** The questions that the page showed. */
  readonly shown: readonly BookingId[];
  /** What it showed of each, if it says so (booking#as-shown). */
  readonly as?: readonly string[] | undefined;
  readonly outcome: (typeof ENDINGS)[number] | null;
  /** `confirm.17`, `decline.17.capacity_full`, or `all` in place of the number. */
  readonly answer: string;
}

const ANSWER = /^(confirm|decline)\.(all|[1-9]\d{0,14})(?:\.([a-z0-9_]{1,50}))?$/;

/** The answers that a button stands for; empty for none. */
export function answersOf({
  answer,
  shown,
  as,
}: Pick<OutcomeFields, 'answer' | 'shown' | 'as'>): readonly CallAnswer[] {
  const [, action, which, reason = ''] = ANSWER.exec(answer) ?? [];
  if (which === undefined || (action === 'decline') !== (reason !== '')) return [];
  const ids = which === 'all' ? shown : [asBookingId(Number(which))];
  const said = shownOfEach(shown, as);
  return ids.slice(0, MAX_BATCH).map((id) => {
    const about = { id, shown: said === undefined ? undefined : (said.get(id) ?? '') };
    return action === 'confirm' ? { ...about, action } : { ...about, action: 'decline', reason };
  });
}

/** The value of a button that answers one question, or all that are shown. */
export function answerValue(which: BookingId | 'all', reason: string | null): string {
  return reason === null ? `confirm.${which}` : `decline.${which}.${reason}`;
}

/** The time to call back as typed, in the office's time zone; null when day or time is missing or unreadable. */
export function callBackAt({ day, time }: CallDraft, timeZone: string): Instant | null {
  const [date, clock] = [dayIn(day), readTimeText(time)];
  return date === undefined || clock === undefined ? null : (instantOf({ date, time: clock }, timeZone) ?? null);
}

/** Whether a note is longer than can be kept. */
export const isTooLong = ({ note }: CallDraft): boolean => note.length > MAX_NOTES_LENGTH;

/** Whether anything was typed that could be lost. */
export const isTyped = ({ note, time }: CallDraft): boolean => note.trim() !== '' || time !== '';
