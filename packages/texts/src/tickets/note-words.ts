import type { CallOutcome, CancellationCause } from '@miomente/booking-domain';

/** The sentences of notes. `at` is a formatted time, `via` the name of a channel. */
export interface NoteWords {
  confirmed(at: string, via: string): string;
  declined(at: string, via: string): string;
  reopened(at: string): string;
  declineTakenBack(at: string): string;
  reopenedByOffice(at: string): string;
  /** Beside an answer that is taken back: its customer knows of it. */
  readonly customerInformed: string;
  escalated(at: string, reason: string): string;
  cancelled(at: string, cause: string): string;
  detailsChanged(at: string): string;
  partnerAsked(at: string): string;
  partnerWrote(at: string): string;
  customerErased(at: string): string;
  carriedOver(at: string, orderNumber: string): string;
  /** @param by the address of the one who called */
  called(at: string, by: string, outcome: string): string;
  readonly callOutcomes: Readonly<Record<Exclude<CallOutcome, 'answered' | 'call_back'>, string>>;
  callBack(when: string): string;
  readonly askedAgain: string;
  readonly answerStays: string;
  readonly nothingToDo: string;
  readonly rebook: string;
  readonly actAgain: string;
  readonly causes: Readonly<Record<CancellationCause, string>>;
}
