import {
  type Clock,
  type Instant,
  PermanentFailure,
  type TicketDesk,
  type TicketDraft,
  type TicketNoteDraft,
} from '@miomente/booking-domain';
import type pg from 'pg';
import { inTransaction, query } from '../database.ts';
import { limitAndOffset, type Page, type PageRequest } from '../page.ts';
import {
  COLUMNS,
  type LocalTicket,
  localTicket,
  numberOf,
  type TicketRow,
  ticketIdOf,
  type Words,
} from './ticket-row.ts';

/** Renders tickets and notes. */
export interface TicketWords {
  ticket(draft: TicketDraft): Words & { readonly title: string };
  note(draft: TicketNoteDraft): Words;
  /** What takes the place of both when the customer's data is erased. */
  erased(at: Instant): Words;
}

/** Stores tickets in the database, for a page that shows them. */
export class LocalTicketDesk implements TicketDesk {
  readonly #pool: pg.Pool;
  readonly #clock: Clock;
  readonly #words: TicketWords;

  constructor(deps: { readonly pool: pg.Pool; readonly clock: Clock; readonly words: TicketWords }) {
    this.#pool = deps.pool;
    this.#clock = deps.clock;
    this.#words = deps.words;
  }

  async open(draft: TicketDraft): Promise<{ readonly ticketId: string }> {
    const known = await this.#numberByKey(draft.key);
    if (known !== undefined) return { ticketId: ticketIdOf(known) };
    const { title, html, text } = this.#words.ticket(draft);
    const made = await query<{ ticket_number: string }>(
      this.#pool,
      `insert into sample.tickets (key, title, html, body, opened_at) values ($1, $2, $3, $4, $5)
       on conflict (key) do nothing returning ticket_number`,
      [draft.key, title, html, text, this.#now()],
    );
    const number = made[0]?.ticket_number ?? (await this.#numberByKey(draft.key));
    if (number === undefined) throw new Error(`The sample ticket desk lost the ticket ${draft.key}.`);
    return { ticketId: ticketIdOf(number) };
  }

  async addNote(ticketId: string, draft: TicketNoteDraft): Promise<void> {
    await inTransaction(this.#pool, async (db) => {
      const found = await query(db, 'select from sample.tickets where ticket_number = $1 for update', [
        numberOf(ticketId),
      ]);
      if (found.length === 0)
        throw new PermanentFailure(`The sample ticket desk has no ticket ${ticketId}; the note has no place.`);
      const { html, text } = this.#words.note(draft);
      const noted = await query(
        db,
        `insert into sample.ticket_notes (ticket_number, marker, html, body, noted_at) values ($1, $2, $3, $4, $5)
         on conflict (ticket_number, marker) do nothing returning note_id`,
        [numberOf(ticketId), draft.marker, html, text, this.#now()],
      );
      // A note that comes a second time must not reopen what a person closed in between, nor close what was reopened.
      if (noted.length === 0 || !(draft.reactivate || draft.close)) return;
      await query(
        db,
        'update sample.tickets set closed_at = case when $2 then coalesce(closed_at, $3) end where ticket_number = $1',
        [numberOf(ticketId), draft.close, this.#now()],
      );
    });
  }

  async erase(ticketId: string, at: Instant): Promise<void> {
    const { html, text } = this.#words.erased(at);
    await inTransaction(this.#pool, async (db) => {
      const values = [numberOf(ticketId), html, text];
      await query(db, 'update sample.tickets set html = $2, body = $3 where ticket_number = $1', values);
      await query(db, 'update sample.ticket_notes set html = $2, body = $3 where ticket_number = $1', values);
    });
  }

  /** The try-out shows its tickets on pages of its own. */
  addressOf(): Promise<null> {
    return Promise.resolve(null);
  }

  /** Closes a ticket. Closing again changes nothing. @returns false when there is no such ticket */
  async close(ticketId: string): Promise<boolean> {
    const closed = await query(
      this.#pool,
      'update sample.tickets set closed_at = coalesce(closed_at, $2) where ticket_number = $1 returning ticket_number',
      [numberOf(ticketId), this.#now()],
    );
    return closed.length > 0;
  }

  /** One page of tickets with their notes, newest first. */
  async list(request: PageRequest): Promise<Page<LocalTicket>> {
    const [rows, counted] = await Promise.all([
      query<TicketRow>(
        this.#pool,
        `select ${COLUMNS} from sample.tickets t order by opened_at desc, ticket_number desc limit $1 offset $2`,
        limitAndOffset(request),
      ),
      query<{ total: number }>(this.#pool, 'select count(*)::integer as total from sample.tickets'),
    ]);
    return { entries: rows.map(localTicket), total: counted[0]?.total ?? 0 };
  }

  /** The ticket with this number, with its notes; undefined when there is none. */
  async find(ticketId: string): Promise<LocalTicket | undefined> {
    const rows = await query<TicketRow>(
      this.#pool,
      `select ${COLUMNS} from sample.tickets t where ticket_number = $1`,
      [numberOf(ticketId)],
    );
    return rows.map(localTicket)[0];
  }

  async #numberByKey(key: string): Promise<string | undefined> {
    const rows = await query<{ ticket_number: string }>(
      this.#pool,
      'select ticket_number from sample.tickets where key = $1',
      [key],
    );
    return rows[0]?.ticket_number;
  }

  #now(): Date {
    return new Date(this.#clock.now());
  }
}
