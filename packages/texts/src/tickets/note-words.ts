import type { CancellationCause, Language } from '@miomente/booking-domain';

/** The sentences of notes; `at` is a formatted time, `via` a channel in words. */
export interface NoteWords {
  confirmed(at: string, via: string): string;
  declined(at: string, via: string): string;
  reopened(at: string): string;
  reopenedByOffice(at: string): string;
  escalated(at: string, reason: string): string;
  cancelled(at: string, cause: string): string;
  detailsChanged(at: string): string;
  partnerAsked(at: string): string;
  carriedOver(at: string, orderNumber: string): string;
  readonly askedAgain: string;
  readonly answerStays: string;
  readonly nothingToDo: string;
  readonly rebook: string;
  readonly actAgain: string;
  readonly causes: Readonly<Record<CancellationCause, string>>;
}

const DE: NoteWords = {
  confirmed: (at, via) => `Der Partner hat die Buchung bestätigt (${at}, ${via}).`,
  declined: (at, via) => `Der Partner hat die Buchung abgelehnt (${at}, ${via}).`,
  reopened: (at) => `Der Partner hat seine Bestätigung zurückgenommen (${at}). Die Buchung ist wieder offen.`,
  reopenedByOffice: (at) =>
    `Das Büro hat die Antwort des Partners zurückgenommen (${at}). Die Buchung ist wieder offen; bitte nicht umbuchen.`,
  escalated: (at, reason) => `${reason} (${at}).`,
  cancelled: (at, cause) => `Die Buchung wurde storniert (${at}): ${cause}.`,
  detailsChanged: (at) => `Die Buchung hat sich geändert (${at}).`,
  partnerAsked: (at) => `Der Partner wurde per E-Mail gefragt (${at}).`,
  carriedOver: (at, orderNumber) =>
    `Die Bestellung wurde im Shop geändert (${at}). Dieses Ticket gilt jetzt für Bestellung #${orderNumber}.`,
  askedAgain: 'Der Partner muss erneut antworten.',
  answerStays: 'Die Antwort des Partners bleibt bestehen.',
  nothingToDo: 'Ein Anruf beim Partner ist nicht mehr nötig.',
  rebook: 'Bitte den Kunden anrufen und umbuchen.',
  actAgain: 'Bitte wieder bearbeiten.',
  causes: {
    order_cancelled: 'Bestellung storniert',
    order_closed: 'Bestellung geschlossen',
    refunded: 'vollständig erstattet',
    item_removed: 'Kurs aus der Bestellung entfernt',
    replaced: 'durch eine geänderte Bestellung ersetzt',
  },
};

const EN: NoteWords = {
  confirmed: (at, via) => `The partner confirmed the booking (${at}, ${via}).`,
  declined: (at, via) => `The partner declined the booking (${at}, ${via}).`,
  reopened: (at) => `The partner took the confirmation back (${at}). The booking is open again.`,
  reopenedByOffice: (at) =>
    `The office took the partner’s answer back (${at}). The booking is open again; please do not rebook.`,
  escalated: (at, reason) => `${reason} (${at}).`,
  cancelled: (at, cause) => `The booking was cancelled (${at}): ${cause}.`,
  detailsChanged: (at) => `The booking has changed (${at}).`,
  partnerAsked: (at) => `The partner was asked by email (${at}).`,
  carriedOver: (at, orderNumber) =>
    `The order was edited in the shop (${at}). This ticket is now about order #${orderNumber}.`,
  askedAgain: 'The partner has to answer again.',
  answerStays: 'The partner’s answer stays as it is.',
  nothingToDo: 'There is no need to phone the partner any more.',
  rebook: 'Please phone the customer and rebook.',
  actAgain: 'Please take this up again.',
  causes: {
    order_cancelled: 'order cancelled',
    order_closed: 'order closed',
    refunded: 'refunded in full',
    item_removed: 'course removed from the order',
    replaced: 'replaced by an edited order',
  },
};

export const NOTE_WORDS: Readonly<Record<Language, NoteWords>> = { de: DE, en: EN };
