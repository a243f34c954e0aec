import type { OrderItemTicketDraft, TicketReason } from '@miomente/booking-domain';

/** Why there is a ticket, for its title, and what to do about it. */
export interface ReasonWords {
  readonly title: string;
  readonly task: string;
}

/** Them all. */
export type ReasonWordsByCode = Readonly<Record<TicketReason | OrderItemTicketDraft['reason'], ReasonWords>>;
