import {
  checkDecline,
  DEFAULT_DECLINE_REASONS,
  type DeclineReason,
  keptNotes,
  MAX_NOTES_LENGTH,
  selectableReasons,
} from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';

const reason = (code: string, over: Partial<DeclineReason> = {}): DeclineReason => ({
  code,
  label: { de: code, en: code },
  requiresNotes: false,
  sortOrder: 1,
  active: true,
  ...over,
});

describe('FR-3.2 · reasons for declining', () => {
  it('initially are the agreed ones, in their order', () => {
    expect(DEFAULT_DECLINE_REASONS.map((r) => [r.code, r.label.de, r.label.en, r.sortOrder])).toEqual([
      ['date_unavailable', 'Termin nicht mehr verfügbar', 'Date no longer available', 1],
      ['capacity_full', 'Kapazität erschöpft', 'Capacity full', 2],
      ['equipment_issue', 'Ausstattungsproblem', 'Equipment issue', 3],
      ['personal_reason', 'Persönlicher Grund', 'Personal reason', 4],
      ['other', 'Sonstiges', 'Other', 99],
    ]);
    expect(DEFAULT_DECLINE_REASONS.every((r) => r.active && !r.requiresNotes)).toBe(true);
    expect(MAX_NOTES_LENGTH).toBe(2_000);
  });

  it('are offered in order, with ties sorted by code; inactive ones are not', () => {
    const table = [
      reason('z', { sortOrder: 1 }),
      reason('late', { sortOrder: 9 }),
      reason('a', { sortOrder: 1 }),
      reason('gone', { active: false, sortOrder: 0 }),
    ];
    expect(selectableReasons(table).map((r) => r.code)).toEqual(['a', 'z', 'late']);
    expect(table.map((r) => r.code)).toEqual(['z', 'late', 'a', 'gone']);
  });

  it('must be in the table and active', () => {
    const table = [reason('known'), reason('retired', { active: false })];
    expect(checkDecline(table, 'known', undefined)).toEqual({ ok: true, value: { reason: 'known', notes: null } });
    for (const code of ['retired', 'invented', 'KNOWN', ''])
      expect(checkDecline(table, code, 'weil')).toEqual({ ok: false, refusal: 'unknown_reason' });
  });

  it('may require notes; white space is no note', () => {
    const table = [reason('why', { requiresNotes: true })];
    for (const notes of [undefined, '', ' \n '])
      expect(checkDecline(table, 'why', notes)).toEqual({ ok: false, refusal: 'notes_required' });
    expect(checkDecline(table, 'why', ' darum ')).toEqual({ ok: true, value: { reason: 'why', notes: 'darum' } });
  });

  it('notes are stored trimmed, empty ones as null', () => {
    expect([keptNotes(' a\nb '), keptNotes('  '), keptNotes(null), keptNotes(undefined)]).toEqual([
      'a\nb',
      null,
      null,
      null,
    ]);
  });
});
