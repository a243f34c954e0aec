import type { AnswerChannel, PaymentStatus } from '@miomente/booking-domain';

/** Words that pages, mails and tickets share. */
export interface Terms {
  /** "1 Person", "2 Personen". */
  readonly people: (count: number) => string;
  /** How long something has lasted, in hours that have passed, to follow "seit" or "for". */
  readonly elapsed: (hours: number) => string;
  /** Instead of a date that an order does not name. */
  readonly unknownDate: string;
  readonly paymentStatus: Readonly<Record<PaymentStatus, string>>;
  /** By which way somebody answered. */
  readonly channel: Readonly<Record<AnswerChannel, string>>;
}
