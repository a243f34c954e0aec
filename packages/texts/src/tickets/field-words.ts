import type { AnswerChannel, PaymentStatus } from '@miomente/booking-domain';

/** Labels and short values of tickets and notes. */
export interface FieldWords {
  readonly partner: string;
  readonly customer: string;
  readonly booking: string;
  readonly history: string;
  readonly name: string;
  readonly unknownPartner: string;
  readonly customerNumber: string;
  readonly phone: string;
  readonly email: string;
  readonly undeliverableSince: string;
  readonly none: string;
  readonly order: string;
  readonly course: string;
  readonly date: string;
  readonly noDate: string;
  readonly remark: string;
  readonly weekdayContradicts: string;
  readonly participants: string;
  readonly price: string;
  readonly payment: string;
  readonly payments: Readonly<Record<PaymentStatus, string>>;
  readonly portal: string;
  readonly asked: string;
  readonly neverAsked: string;
  readonly notSent: string;
  readonly reminders: string;
  readonly confirmed: string;
  readonly declined: string;
  readonly reason: string;
  readonly lastFailure: string;
  readonly notes: string;
  /** What the office noted in a call. */
  readonly callNote: string;
  /** What the partner wrote. */
  readonly reply: string;
  /** Instead of it, when a mail had nothing of its own in it. */
  readonly replyEmpty: string;
  readonly channels: Readonly<Record<AnswerChannel, string>>;
}
