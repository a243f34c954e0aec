import type { Language } from '../partner/partner.ts';
import { granted, type Result, refused } from '../result.ts';
import { plainText } from '../text/plain-text.ts';

/** The code of a decline reason; the reference table lists them. */
export type DeclineReasonCode = string;

/** One row of the reference table of decline reasons. */
export interface DeclineReason {
  readonly code: DeclineReasonCode;
  readonly label: Readonly<Record<Language, string>>;
  readonly requiresNotes: boolean;
  readonly sortOrder: number;
  readonly active: boolean;
}

const reason = (code: string, de: string, en: string, sortOrder: number): DeclineReason => ({
  code,
  label: { de, en },
  requiresNotes: false,
  sortOrder,
  active: true,
});

/** The initial reasons, in their order (booking#decline-reason). */
export const DEFAULT_DECLINE_REASONS: readonly DeclineReason[] = [
  reason('date_unavailable', 'Termin nicht mehr verfügbar', 'Date no longer available', 1),
  reason('capacity_full', 'Kapazität erschöpft', 'Capacity full', 2),
  reason('equipment_issue', 'Ausstattungsproblem', 'Equipment issue', 3),
  reason('personal_reason', 'Persönlicher Grund', 'Personal reason', 4),
  reason('other', 'Sonstiges', 'Other', 99),
];

/** The longest note a partner may write, in UTF-16 code units. */
export const MAX_NOTES_LENGTH = 2_000;

/** Why a decline is invalid; each names the field to correct. */
export type DeclineReasonRefusal = 'unknown_reason' | 'notes_required';

/** The reasons a partner may choose from, in their order. */
export function selectableReasons(reasons: readonly DeclineReason[]): readonly DeclineReason[] {
  return reasons.filter((r) => r.active).sort((a, b) => a.sortOrder - b.sortOrder || a.code.localeCompare(b.code));
}

/**
 * Checks a chosen reason against the reference table (FR-3.2).
 * @returns the notes to store: trimmed, null when empty
 */
export function checkDecline(
  reasons: readonly DeclineReason[],
  code: string,
  notes: string | undefined,
): Result<{ readonly reason: DeclineReasonCode; readonly notes: string | null }, DeclineReasonRefusal> {
  const chosen = reasons.find((r) => r.active && r.code === code);
  if (chosen === undefined) return refused('unknown_reason');
  const kept = keptNotes(notes);
  if (chosen.requiresNotes && kept === null) return refused('notes_required');
  return granted({ reason: chosen.code, notes: kept });
}

/** Notes to store: plain text (orders#clean-names), trimmed, null when nothing is left. */
export function keptNotes(notes: string | undefined | null): string | null {
  const trimmed = plainText(notes ?? '').trim();
  return trimmed === '' ? null : trimmed;
}
