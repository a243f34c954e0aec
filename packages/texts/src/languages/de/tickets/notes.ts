import type { NoteWords } from '../../../tickets/note-words.ts';

/** The sentences of ticket notes in German. */
export const notes: NoteWords = {
  confirmed: (at, via) => `Der Partner hat die Buchung bestätigt (${at}, ${via}).`,
  declined: (at, via) => `Der Partner hat die Buchung abgelehnt (${at}, ${via}).`,
  reopened: (at) => `Der Partner hat seine Bestätigung zurückgenommen (${at}). Die Buchung ist wieder offen.`,
  declineTakenBack: (at) =>
    `Der Partner hat seine Ablehnung zurückgenommen (${at}). Die Buchung ist wieder offen; bitte nicht umbuchen.`,
  reopenedByOffice: (at) =>
    `Das Büro hat die Antwort des Partners zurückgenommen (${at}). Die Buchung ist wieder offen; bitte nicht umbuchen.`,
  customerInformed: 'Der Kunde hat schon eine Bestätigung von uns.',
  escalated: (at, reason) => `${reason} (${at}).`,
  cancelled: (at, cause) => `Die Buchung wurde storniert (${at}): ${cause}.`,
  detailsChanged: (at) => `Die Buchung hat sich geändert (${at}).`,
  partnerAsked: (at) => `Der Partner wurde per E-Mail gefragt (${at}).`,
  partnerWrote: (at) =>
    `Der Partner hat auf eine E-Mail geantwortet (${at}). Die Buchung gilt damit nicht als beantwortet.`,
  customerErased: (at) => `Die Daten des Kunden wurden gelöscht (${at}), weil der Termin lange vorbei ist.`,
  carriedOver: (at, orderNumber) =>
    `Die Bestellung wurde im Shop geändert (${at}). Dieses Ticket gilt jetzt für Bestellung #${orderNumber}.`,
  called: (at, by, outcome) => `${by} hat den Partner angerufen (${at}): ${outcome}.`,
  callOutcomes: { not_reached: 'niemand erreicht', wrong_number: 'falsche Nummer', note: 'Notiz' },
  callBack: (when) => `Rückruf vereinbart, ${when}`,
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
