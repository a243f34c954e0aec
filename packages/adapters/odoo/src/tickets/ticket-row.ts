import type { TicketDraft } from '@miomente/booking-domain';
import { type TicketSettings, ticketText } from '@miomente/booking-texts';
import type { OdooConfig } from '../config.ts';
import type { TicketFields } from './model-fields.ts';

/** A new ticket in the format of Odoo's import: columns, and a text for each. */
export interface TicketRow {
  readonly columns: readonly string[];
  readonly texts: readonly string[];
  /** The personal texts in the row. */
  readonly secrets: readonly string[];
}

/** `<field>/.id` takes record ids, several separated by commas. */
const byNumber = (field: string): string => `${field}/.id`;

/** Fills the row of a new ticket: title and description, and the configured team, tags, priority and further fields. */
export function ticketRow(
  draft: TicketDraft,
  { fields, roles }: TicketFields,
  config: Pick<OdooConfig, 'fieldMap' | 'teamId' | 'tagIds' | 'priority'>,
  settings: TicketSettings,
): TicketRow {
  const { title, descriptionHtml, descriptionText } = ticketText(draft, settings);
  const partner = draft.type === 'booking' ? draft.partner : undefined;
  const cells: readonly (readonly [string | undefined, string | null | undefined])[] = [
    ['id', draft.key],
    [roles.title, title],
    [roles.description, descriptionHtml],
    [roles.team && byNumber(roles.team), config.teamId?.toString()],
    [roles.tags && byNumber(roles.tags), config.tagIds.join(',')],
    [roles.priority, config.priority],
    [roles.partnerName, partner?.name],
    [roles.partnerEmail, partner?.email],
    ...Object.entries(config.fieldMap.values).map(([field, text]) => {
      const isReference = fields[field]?.relation !== undefined && /^[\d, ]+$/.test(text);
      return [isReference ? byNumber(field) : field, text] as const;
    }),
  ];
  const filled = cells.flatMap(([column, text]) => (column && text ? [[column, text] as const] : []));
  return {
    columns: filled.map(([column]) => column),
    texts: filled.map(([, text]) => text),
    secrets: [title, descriptionText, partner?.name ?? '', partner?.email ?? ''],
  };
}
