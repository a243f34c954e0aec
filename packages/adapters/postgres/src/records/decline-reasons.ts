import type { DeclineReasons } from '@miomente/booking-domain';
import type { Database } from '../database/database.ts';

const ALL = `
  SELECT code, label_de, label_en, requires_notes, sort_order, is_active
  FROM miomente_partner_portal_decline_reasons`;

interface ReasonRow {
  readonly code: string;
  readonly label_de: string;
  readonly label_en: string;
  readonly requires_notes: boolean;
  readonly sort_order: number;
  readonly is_active: boolean;
}

/** `DeclineReasons` on PostgreSQL. */
export function postgresDeclineReasons(db: Database): DeclineReasons {
  return {
    all: async () =>
      (await db.read<ReasonRow>({ text: ALL, values: [] })).map((row) => ({
        code: row.code,
        label: { de: row.label_de, en: row.label_en },
        requiresNotes: row.requires_notes,
        sortOrder: row.sort_order,
        active: row.is_active,
      })),
  };
}
