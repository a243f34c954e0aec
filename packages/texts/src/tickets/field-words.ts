import type { AnswerChannel, Language, PaymentStatus } from '@miomente/booking-domain';

/** Labels and short values in tickets and notes. */
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
  readonly notes: string;
  readonly channels: Readonly<Record<AnswerChannel, string>>;
}

const DE: FieldWords = {
  partner: 'Partner',
  customer: 'Kunde',
  booking: 'Buchung',
  history: 'Verlauf',
  name: 'Name',
  unknownPartner: 'unbekannt',
  customerNumber: 'Partnernummer',
  phone: 'Telefon',
  email: 'E-Mail',
  undeliverableSince: 'Unzustellbar seit',
  none: 'nicht hinterlegt',
  order: 'Bestellung',
  course: 'Kurs',
  date: 'Datum',
  noDate: 'ohne Termin',
  remark: 'Hinweis',
  weekdayContradicts: 'Der Wochentag passt nicht zum Datum. Bitte in der Bestellung nachsehen.',
  participants: 'Teilnehmer',
  price: 'Preis',
  payment: 'Zahlung',
  payments: {
    open: 'offen',
    partially_paid: 'teilweise bezahlt',
    paid: 'bezahlt',
    partially_refunded: 'teilweise erstattet',
    refunded: 'erstattet',
  },
  portal: 'Im Portal ansehen',
  asked: 'Zuletzt gefragt am',
  neverAsked: 'nicht gefragt',
  notSent: 'noch nicht, die E-Mail hat uns nicht verlassen',
  reminders: 'Erinnerungen',
  confirmed: 'Bestätigt am',
  declined: 'Abgelehnt am',
  reason: 'Grund',
  notes: 'Anmerkungen',
  channels: { email_token: 'per E-Mail-Link', portal: 'im Portal', phone: 'am Telefon' },
};

const EN: FieldWords = {
  partner: 'Partner',
  customer: 'Customer',
  booking: 'Booking',
  history: 'History',
  name: 'Name',
  unknownPartner: 'unknown',
  customerNumber: 'Partner number',
  phone: 'Phone',
  email: 'Email',
  undeliverableSince: 'Undeliverable since',
  none: 'none on file',
  order: 'Order',
  course: 'Course',
  date: 'Date',
  noDate: 'no date',
  remark: 'Remark',
  weekdayContradicts: 'The weekday doesn’t match the date. Please check the order.',
  participants: 'Participants',
  price: 'Price',
  payment: 'Payment',
  payments: {
    open: 'open',
    partially_paid: 'partially paid',
    paid: 'paid',
    partially_refunded: 'partially refunded',
    refunded: 'refunded',
  },
  portal: 'View in the portal',
  asked: 'Last asked on',
  neverAsked: 'not asked',
  notSent: 'not yet, the email has not left us',
  reminders: 'Reminders',
  confirmed: 'Confirmed on',
  declined: 'Declined on',
  reason: 'Reason',
  notes: 'Notes',
  channels: { email_token: 'by email link', portal: 'in the portal', phone: 'on the phone' },
};

export const FIELD_WORDS: Readonly<Record<Language, FieldWords>> = { de: DE, en: EN };
