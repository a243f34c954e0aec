import type { Terms } from '../../words/terms.ts';

/** Terms that pages, mails and tickets share. */
export const terms: Terms = {
  bookings: (count) => (count === 1 ? '1 Buchung' : `${count} Buchungen`),
  furtherDates: (count) => (count === 1 ? '1 weiterer Termin' : `${count} weitere Termine`),
  people: (count) => (count === 1 ? '1 Person' : `${count} Personen`),
  elapsed: (hours) => (hours < 1 ? 'weniger als einer Stunde' : hours === 1 ? '1 Stunde' : `${hours} Stunden`),
  unknownDate: 'noch offen',
  paymentStatus: {
    open: 'noch nicht bezahlt',
    partially_paid: 'teilweise bezahlt',
    paid: 'bezahlt',
    partially_refunded: 'teilweise erstattet',
    refunded: 'erstattet',
  },
  channel: {
    email_token: 'über den Link in der E-Mail',
    portal: 'im Partner-Portal',
    phone: 'am Telefon',
    standing_yes: 'automatisch durch die Zusage im Voraus',
  },
};
