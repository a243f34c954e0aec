import {
  type Instant,
  PermanentFailure,
  type TicketDesk,
  type TicketDraft,
  type TicketNoteDraft,
} from '@miomente/booking-domain';
import { FailureSwitch } from './failure-switch.ts';

/** A ticket as the desk keeps it. */
export interface MemoryTicket {
  readonly ticketId: string;
  /** As it was first opened with. */
  readonly draft: TicketDraft;
  readonly closed: boolean;
  /** When draft and notes were erased; null while they stand on it. */
  readonly erasedAt: Instant | null;
  /** In their sequence. */
  readonly notes: readonly TicketNoteDraft[];
}

/** A ticket desk that keeps its tickets by key, and their notes by marker. */
export class MemoryTicketDesk implements TicketDesk {
  readonly failures: FailureSwitch = new FailureSwitch('ticket desk');
  readonly #byKey = new Map<string, MemoryTicket>();

  /** Every ticket, oldest first. */
  get tickets(): readonly MemoryTicket[] {
    return [...this.#byKey.values()];
  }

  /** @throws Error when the test asks for a ticket that was never opened */
  ticket(ticketId: string): MemoryTicket {
    const found = this.#find(ticketId);
    if (found === undefined) throw new Error(`No ticket ${ticketId} was opened.`);
    return found;
  }

  open(draft: TicketDraft): Promise<{ readonly ticketId: string }> {
    return this.failures.guard(() => {
      const known = this.#byKey.get(draft.key);
      if (known !== undefined) return { ticketId: known.ticketId };
      const ticketId = `T-${this.#byKey.size + 1}`;
      this.#byKey.set(draft.key, { ticketId, draft, closed: false, erasedAt: null, notes: [] });
      return { ticketId };
    });
  }

  addNote(ticketId: string, note: TicketNoteDraft): Promise<void> {
    return this.failures.guard(() => {
      const ticket = this.#find(ticketId);
      if (ticket === undefined) throw new PermanentFailure(`There is no ticket ${ticketId}; the note has no place.`);
      if (ticket.notes.some(({ marker }) => marker === note.marker)) return;
      const closed = note.close || (ticket.closed && !note.reactivate);
      this.#byKey.set(ticket.draft.key, { ...ticket, closed, notes: [...ticket.notes, note] });
    });
  }

  erase(ticketId: string, at: Instant): Promise<void> {
    return this.failures.guard(() => {
      const ticket = this.#find(ticketId);
      if (ticket !== undefined) this.#byKey.set(ticket.draft.key, { ...ticket, erasedAt: at, notes: [] });
    });
  }

  addressOf(ticketId: string): Promise<string | null> {
    return this.failures.guard(() =>
      this.#find(ticketId) === undefined ? null : `https://tickets.example.org/record/${ticketId}`,
    );
  }

  /** A person is done with it. */
  close(ticketId: string): void {
    const ticket = this.ticket(ticketId);
    this.#byKey.set(ticket.draft.key, { ...ticket, closed: true });
  }

  #find(ticketId: string): MemoryTicket | undefined {
    return this.tickets.find((ticket) => ticket.ticketId === ticketId);
  }
}
