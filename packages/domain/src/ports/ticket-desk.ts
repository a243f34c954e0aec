import type { OrderItemId, OrderReference, Stored } from '../booking/booking.ts';
import type { TicketNote, TicketReason } from '../booking/message.ts';
import type { DeclineReason } from '../decline-reason/decline-reason.ts';
import type { Partner } from '../partner/partner.ts';
import type { EventStart } from '../time/event-start.ts';
import type { Instant } from '../time/instant.ts';

/** A ticket about a booking, with everything a person needs to phone; adapters render it. */
export interface BookingTicketDraft {
  readonly type: 'booking';
  /** Identifies the ticket for ever: opening the same key again returns the same ticket. */
  readonly key: string;
  readonly reason: TicketReason;
  readonly booking: Stored;
  readonly partner: Partner | undefined;
  /** The label of the reason, when the booking was declined. */
  readonly declineReason: DeclineReason | undefined;
  readonly portalUrl: string;
}

/** A ticket about an order item with an event date and without a known partner. */
export interface OrderItemTicketDraft {
  readonly type: 'order_item';
  readonly key: string;
  readonly order: OrderReference;
  readonly courseName: string;
  readonly eventStart: EventStart | null;
  readonly reason: 'no_partner' | 'product_unreadable';
}

/** A ticket for whoever runs the product: nobody takes the events that are pushed (events#push). */
export interface EventsTicketDraft {
  readonly type: 'events_paused';
  readonly key: string;
  readonly reason: 'events_paused';
  /** The last failure, in words without customer data. */
  readonly failure: string;
}

/** A ticket to open; adapters render it. */
export type TicketDraft = BookingTicketDraft | OrderItemTicketDraft | EventsTicketDraft;

/** A note to add to a ticket. */
export interface TicketNoteDraft {
  /** Identifies the note for ever: adding the same marker again adds nothing. */
  readonly marker: string;
  readonly note: TicketNote;
  /** The label of the reason, when the note is about a decline. */
  readonly declineReason: DeclineReason | undefined;
  /** The partner's own words with a decline or confirmation, for the office. */
  readonly partnerNotes: string | null;
  /** What was noted in the call that the note is about. */
  readonly callNote?: string | null;
  /** What the partner wrote, when the note is about that; null once it is erased. */
  readonly reply?: string | null;
  /** Reopens a closed ticket: a person must act again. */
  readonly reactivate: boolean;
  /** Closes the ticket: nobody needs to act any more. Never set together with `reactivate`. */
  readonly close: boolean;
}

/**
 * The system in which the office finds its tasks. Failures are thrown as `TransientFailure` (trying again may help; it
 * may or may not have happened) or `PermanentFailure`.
 */
export interface TicketDesk {
  /**
   * Opens the ticket with this key, exactly once: an existing one is found and left unchanged, so nothing that people
   * wrote is overwritten.
   * @returns the ticket's number
   */
  open(draft: TicketDraft): Promise<{ readonly ticketId: string }>;
  /**
   * Adds a note, once per marker. A repeated note neither reopens nor closes the ticket: what people did with it since
   * stays. When a desk can't close tickets, only the note is added.
   * @throws PermanentFailure when the ticket was deleted
   */
  addNote(ticketId: string, draft: TicketNoteDraft): Promise<void>;
  /**
   * Replaces all that the product wrote on the ticket, its text and its notes, by the sentence that the customer's data
   * was erased. Title, number and state stay, and so do the words of people. Erasing again changes nothing; a ticket that
   * was deleted is erased.
   * @param at when the data was erased
   */
  erase(ticketId: string, at: Instant): Promise<void>;
  /**
   * Where people of the office see a ticket (api#ticket-links). A number may not be what the system knows its records by,
   * so it is looked up.
   * @returns the address of its page in the ticket system; null when there is no such ticket, or no such page
   */
  addressOf(ticketId: string): Promise<string | null>;
}

/** The key of a booking's ticket, made from the order item so that it does not depend on our database. */
export function bookingTicketKey(orderItemId: OrderItemId): string {
  return `miomente_booking.ticket_${orderItemId}`;
}

/** The key of the ticket of an order item without a partner. */
export function orderItemTicketKey(orderItemId: OrderItemId): string {
  return `miomente_order_item.ticket_${orderItemId}`;
}

/** The key of the ticket of the n-th pause of pushed events. */
export function eventsTicketKey(pause: number): string {
  return `miomente_events.ticket_${pause}`;
}
