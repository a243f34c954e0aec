import type { AnswerChannel, PaymentStatus } from '@miomente/booking-domain';

/** Terms that pages, mails and tickets share. */
export interface Terms {
  /** "1 Person", "2 Personen". */
  /** "1 Buchung", "12 Buchungen". */
  readonly bookings: (count: number) => string;
  /** "1 weiterer Termin", "8 weitere Termine". */
  readonly furtherDates: (count: number) => string;
  readonly people: (count: number) => string;
  /** The whole hours that have passed, written after "seit" or "for". */
  readonly elapsed: (hours: number) => string;
  /** Shown when an order has no date. */
  readonly unknownDate: string;
  readonly paymentStatus: Readonly<Record<PaymentStatus, string>>;
  /** The channel that an answer came through. */
  readonly channel: Readonly<Record<AnswerChannel, string>>;
}
