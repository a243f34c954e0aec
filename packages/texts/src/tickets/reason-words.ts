import type { EventsTicketDraft, OrderItemTicketDraft, TicketReason } from '@miomente/booking-domain';

/** Why there is a ticket (for its title), and what the office should do. */
export interface ReasonWords {
  readonly title: string;
  readonly task: string;
}

/** The words for every reason. */
export type ReasonWordsByCode = Readonly<
  Record<TicketReason | OrderItemTicketDraft['reason'] | EventsTicketDraft['reason'], ReasonWords>
>;
