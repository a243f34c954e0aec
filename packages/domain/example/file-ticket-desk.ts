import { readFile, writeFile } from 'node:fs/promises';
import { PermanentFailure, type TicketDesk, type TicketDraft, type TicketNoteDraft } from '@miomente/booking-domain';

/** A ticket, as stored in the file. */
export interface FiledTicket {
  readonly ticketId: string;
  readonly key: string;
  readonly title: string;
  readonly closed: boolean;
  readonly notes: readonly { readonly marker: string; readonly text: string }[];
}

/**
 * A ticket desk for a shop without one: tickets in a JSON file that people open in an editor. For one process at a
 * time. Calls wait for each other, so that two at once do not overwrite one another.
 */
export class FileTicketDesk implements TicketDesk {
  readonly #file: string;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(file: string) {
    this.#file = file;
  }

  open(draft: TicketDraft): Promise<{ readonly ticketId: string }> {
    return this.#inTurn(async () => {
      const tickets = await this.tickets();
      // Opened before, but the answer was lost: the same ticket, with people's changes.
      const known = tickets.find(({ key }) => key === draft.key);
      if (known !== undefined) return { ticketId: known.ticketId };
      const ticketId = `#${tickets.length + 1}`;
      await this.#keep([...tickets, { ticketId, key: draft.key, title: titleOf(draft), closed: false, notes: [] }]);
      return { ticketId };
    });
  }

  /** A file has no page. */
  addressOf(): Promise<null> {
    return Promise.resolve(null);
  }

  addNote(
    ticketId: string,
    { marker, note, declineReason, partnerNotes, reactivate, close }: TicketNoteDraft,
  ): Promise<void> {
    return this.#inTurn(async () => {
      const tickets = await this.tickets();
      const ticket = tickets.find((candidate) => candidate.ticketId === ticketId);
      if (ticket === undefined) throw new PermanentFailure(`The file has no ticket ${ticketId}.`);
      if (ticket.notes.some((known) => known.marker === marker)) return;
      const text = [note.kind, declineReason?.label.de, partnerNotes].filter(Boolean).join(': ');
      const closed = close || (ticket.closed && !reactivate);
      const noted = { ...ticket, closed, notes: [...ticket.notes, { marker, text }] };
      await this.#keep(tickets.map((each) => (each === ticket ? noted : each)));
    });
  }

  erase(ticketId: string): Promise<void> {
    return this.#inTurn(async () => {
      const erased = ({ notes, ...ticket }: FiledTicket): FiledTicket => ({
        ...ticket,
        notes: notes.map(({ marker }) => ({ marker, text: 'erased' })),
      });
      const tickets = await this.tickets();
      await this.#keep(tickets.map((each) => (each.ticketId === ticketId ? erased(each) : each)));
    });
  }

  /** Every ticket, oldest first. */
  async tickets(): Promise<readonly FiledTicket[]> {
    try {
      return JSON.parse(await readFile(this.#file, 'utf8')) as readonly FiledTicket[];
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }

  /** Marks a ticket as done. */
  close(ticketId: string): Promise<void> {
    return this.#inTurn(async () => {
      const tickets = await this.tickets();
      await this.#keep(tickets.map((each) => (each.ticketId === ticketId ? { ...each, closed: true } : each)));
    });
  }

  #keep(tickets: readonly FiledTicket[]): Promise<void> {
    return writeFile(this.#file, JSON.stringify(tickets, null, 2));
  }

  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

function titleOf(draft: TicketDraft): string {
  if (draft.type === 'events_paused') return draft.reason;
  const order = draft.type === 'booking' ? draft.booking.order : draft.order;
  return `Order ${order.orderNumber}: ${draft.reason}`;
}
