import type { OrderItemId, OrderReference, Stored } from '../booking/booking.ts';
import type { TicketNote, TicketReason } from '../booking/message.ts';
import type { DeclineReason } from '../decline-reason/decline-reason.ts';
import type { Partner } from '../partner/partner.ts';
import type { EventStart } from '../time/event-start.ts';

/** A ticket about a booking: everything a person needs to phone; adapters put it into words. */
export interface BookingTicketDraft {
  readonly type: 'booking';
  /** Names the ticket for ever: opening the same key again gives the same ticket. */
  readonly key: string;
  readonly reason: TicketReason;
  readonly booking: Stored;
  readonly partner: Partner | undefined;
  /** The label of the reason when the booking was declined. */
  readonly declineReason: DeclineReason | undefined;
  readonly portalUrl: string;
}

/** A ticket about an order item with an event date for which no partner is known. */
export interface OrderItemTicketDraft {
  readonly type: 'order_item';
  readonly key: string;
  readonly order: OrderReference;
  readonly courseName: string;
  readonly eventStart: EventStart | null;
  readonly reason: 'no_partner' | 'product_unreadable';
}

/** A ticket to be opened; adapters put it into words. */
export type TicketDraft = BookingTicketDraft | OrderItemTicketDraft;

/** A note to be added to a ticket. */
export interface TicketNoteDraft {
  /** Names the note for ever: adding the same marker again adds nothing. */
  readonly marker: string;
  readonly note: TicketNote;
  /** The label of the reason when the note is about a decline. */
  readonly declineReason: DeclineReason | undefined;
  /** The partner's own words with a decline or confirmation, for the office. */
  readonly partnerNotes: string | null;
  /** Reopens a closed ticket: a person must act again. */
  readonly reactivate: boolean;
  /** Closes the ticket: nobody need act any more. Never together with `reactivate`. */
  readonly close: boolean;
}

/**
 * Where people of the office find what they must act on. Failures are thrown as `TransientFailure`
 * (trying again may help; it may or may not have happened) or `PermanentFailure`.
 */
export interface TicketDesk {
  /**
   * Opens the ticket with this key, exactly once whatever happens: an existing one is found and
   * left as it is, nothing that people wrote is overwritten.
   * @returns the desk's number of it
   */
  open(draft: TicketDraft): Promise<{ readonly ticketId: string }>;
  /**
   * Adds a note, once per marker. A note that is there already neither reopens nor closes: what people did with
   * the ticket since stands. Where a desk has no way to close tickets, the note alone is added.
   * @throws PermanentFailure when the ticket is gone
   */
  addNote(ticketId: string, draft: TicketNoteDraft): Promise<void>;
}

/** The key of a booking's ticket, made from the order item so that it outlives any database. */
export function bookingTicketKey(orderItemId: OrderItemId): string {
  return `miomente_booking.ticket_${orderItemId}`;
}

/** The key of a partnerless order item's ticket. */
export function orderItemTicketKey(orderItemId: OrderItemId): string {
  return `miomente_order_item.ticket_${orderItemId}`;
}
