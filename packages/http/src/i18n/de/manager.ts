import type { Attention } from '@miomente/booking-domain';

/** The office's list. */
export const manager = {
  title: 'Telefonliste',
  asOf: (when: string): string => `Stand: ${when}`,
  section: {
    escalated: 'Anrufen',
    missed: 'Ohne Antwort begonnen',
    rebooking: 'Umzubuchen',
    flagged: 'Zu klären',
  } satisfies Record<Attention, string> as Record<Attention, string>,
  about: {
    escalated: 'Ohne Antwort nach den Erinnerungen, oder nicht per E-Mail erreichbar. Nächster Kurs zuerst.',
    missed: 'Der Kurs hat begonnen, und niemand hat geantwortet.',
    rebooking: 'Abgelehnt. Der Kunde wartet auf einen neuen Termin.',
    flagged: 'An der Bestellung stimmt etwas nicht.',
  } satisfies Record<Attention, string> as Record<Attention, string>,
  items: 'Bestellte Kurse ohne Partner',
  itemsAbout: 'Sie werden Buchungen, sobald der Kurs im Shop seinen Partner nennt.',
  itemReason: {
    no_partner: 'Der Kurs nennt keinen Partner.',
    product_unreadable: 'Der Kurs ist im Shop nicht lesbar.',
  },
  deliveries: 'Nicht zugestellt',
  deliveriesAbout: 'Nach allen Versuchen aufgegeben. Beheben Sie die Ursache, dann senden Sie erneut.',
  delivery: {
    booking_message: 'Nachricht zu einer Buchung',
    login_mail: 'Anmeldelink',
    order_item_ticket: 'Ticket zu einem Kurs ohne Partner',
    open_ticket: 'Support-Ticket',
    note_ticket: 'Notiz am Support-Ticket',
  },
  attempts: (count: number): string => (count === 1 ? '1 Versuch' : `${count} Versuche`),
  resend: 'Erneut senden',
  resent: 'Wird erneut gesendet.',
  notResent: 'Diese Nachricht wartet nicht mehr; jemand war schneller.',
  byPhone: 'Antwort am Telefon',
  confirmed: 'Bestätigt',
  declined: 'Abgelehnt',
  ticket: (id: string): string => `Ticket #${id}`,
  ticketFollows: 'Ticket folgt',
  noPhone: 'Keine Nummer hinterlegt',
  unknownPartner: (number: string): string => `Unbekannter Partner ${number}`,
  reminders: (count: number): string => (count === 1 ? '1 Erinnerung' : `${count} Erinnerungen`),
  more: (count: string): string => `Es gibt mehr; hier stehen die ersten ${count}.`,
  calm: 'Niemand wartet auf einen Anruf.',
  nothing: 'Nichts zu tun.',
};
