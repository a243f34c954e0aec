import type { Instant } from '@miomente/booking-domain';

/** The same text as HTML and as plain text. */
export interface Words {
  readonly html: string;
  readonly text: string;
}

/** A ticket as the office sees it. */
export interface LocalTicket extends Words {
  readonly ticketId: string;
  readonly key: string;
  readonly title: string;
  readonly openedAt: Instant;
  /** Null while somebody must still act. */
  readonly closedAt: Instant | null;
  /** Oldest first. */
  readonly notes: readonly (Words & { readonly notedAt: Instant })[];
}

/** A row of `sample.tickets`, with the notes of the ticket. */
export interface TicketRow {
  readonly ticket_number: string;
  readonly key: string;
  readonly title: string;
  readonly html: string;
  readonly body: string;
  readonly opened_at: Date;
  readonly closed_at: Date | null;
  readonly notes: readonly (Words & { readonly at: string })[];
}

/** The select list for `sample.tickets t`, with the notes read in the same statement. */
export const COLUMNS = `ticket_number, key, title, html, body, opened_at, closed_at, coalesce((
  select json_agg(json_build_object('html', n.html, 'text', n.body, 'at', n.noted_at) order by n.noted_at, n.note_id)
  from sample.ticket_notes n where n.ticket_number = t.ticket_number), '[]') as notes`;

/** The id of the ticket with this number. */
export const ticketIdOf = (number: string): string => `T-${number}`;

/** The number in `T-1001`. For any other text 0, which no ticket has. */
export function numberOf(ticketId: string): string {
  return /^T-(\d{1,15})$/.exec(ticketId)?.[1] ?? '0';
}

/** Builds a ticket from its row. */
export function localTicket(row: TicketRow): LocalTicket {
  return {
    ticketId: ticketIdOf(row.ticket_number),
    key: row.key,
    title: row.title,
    html: row.html,
    text: row.body,
    openedAt: row.opened_at.getTime(),
    closedAt: row.closed_at?.getTime() ?? null,
    notes: row.notes.map(({ html, text, at }) => ({ html, text, notedAt: Date.parse(at) })),
  };
}
