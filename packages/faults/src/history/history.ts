/** What was seen of a run from outside, and what the database kept of it. Instants and durations in milliseconds. */
export interface History {
  /** Every line of an order that is a partner's course, as the shop has it. */
  readonly courses: readonly { readonly itemId: number; readonly orderId: number }[];
  readonly bookings: readonly KeptBooking[];
  /** The audit trail, in its sequence. */
  readonly audit: readonly AuditEntry[];
  /** Every mail about a booking that was written to the outbox. */
  readonly mails: readonly KeptMail[];
  /** Every ticket that the desk has. */
  readonly tickets: readonly { readonly id: string; readonly key: string }[];
  /** Orders whose announcement was answered 2xx. */
  readonly acknowledged: readonly number[];
  /** Orders that are still fetched again and again, because the shop could not show them. */
  readonly awaited: readonly number[];
  /** What clients were told of answers that they gave. */
  readonly answered: readonly GivenAnswer[];
  /** What the provider took over, in its sequence, copies too. */
  readonly accepted: readonly AcceptedMail[];
  /** How many answers of the provider the faults may have lost: each may cost one copy. */
  readonly lostAnswers: number;
  /** How far apart reminders must leave. */
  readonly reminders: { readonly firstMs: number; readonly secondMs: number };
  readonly backlog: Backlog;
}

export interface KeptBooking {
  readonly id: number;
  readonly itemId: number;
  readonly orderId: number;
  readonly status: string;
  /** The key under which a ticket was asked for; null where none is needed. */
  readonly ticketKey: string | null;
  /** The ticket's id as the desk gave it; null while it is not known. */
  readonly ticketId: string | null;
  /** From its creation to its event. */
  readonly leadMs: number;
}

export interface AuditEntry {
  readonly bookingId: number;
  readonly type: string;
  readonly at: number;
}

export interface KeptMail {
  readonly bookingId: number;
  readonly kind: string;
  readonly messageId: string;
  readonly state: string;
  /** When the newest attempt began; null before the first. */
  readonly begunAt: number | null;
}

export interface AcceptedMail {
  readonly messageId: string;
  readonly kind: string;
  readonly at: number;
}

export interface GivenAnswer {
  readonly bookingId: number;
  readonly action: 'confirmed' | 'declined';
  /** `taken` where the client was told that this is the answer. */
  readonly outcome: 'taken' | 'refused' | 'unknown';
}

/** What could be done now and is not. */
export interface Backlog {
  readonly deliveries: number;
  /** Given up, and left to a person. */
  readonly dead: number;
  readonly jobs: number;
  readonly sweeps: number;
}
