import type { DeclineReason } from '@miomente/booking-domain';
import { MAX_NOTES_LENGTH } from '@miomente/booking-domain';

/** What was typed into the decline form. */
export interface DeclineDraft {
  readonly reason: string;
  readonly notes: string;
  /** The list to return to; null for the booking's own page. */
  readonly back: string | null;
}

/** An empty decline form. */
export const EMPTY_DRAFT: DeclineDraft = { reason: '', notes: '', back: null };

/** The errors of the form, by field. */
export interface DeclineProblems {
  readonly reason?: 'missing';
  readonly notes?: 'missing' | 'too_long';
}

/** What must be corrected before the form can be sent; empty for nothing. */
export function problemsOf({ reason, notes }: DeclineDraft, reasons: readonly DeclineReason[]): DeclineProblems {
  const chosen = reasons.find(({ code }) => code === reason);
  return {
    ...(chosen === undefined ? { reason: 'missing' as const } : {}),
    ...(chosen?.requiresNotes === true && notes.trim() === '' ? { notes: 'missing' as const } : {}),
    ...(notes.length > MAX_NOTES_LENGTH ? { notes: 'too_long' as const } : {}),
  };
}
