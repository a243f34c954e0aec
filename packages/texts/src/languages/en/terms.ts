import type { Terms } from '../../words/terms.ts';

/** Terms that pages, mails and tickets share. */
export const terms: Terms = {
  bookings: (count) => (count === 1 ? '1 booking' : `${count} bookings`),
  furtherDates: (count) => (count === 1 ? '1 more date' : `${count} more dates`),
  people: (count) => (count === 1 ? '1 person' : `${count} people`),
  elapsed: (hours) => (hours < 1 ? 'less than an hour' : hours === 1 ? '1 hour' : `${hours} hours`),
  unknownDate: 'still open',
  paymentStatus: {
    open: 'not paid yet',
    partially_paid: 'partly paid',
    paid: 'paid',
    partially_refunded: 'partly refunded',
    refunded: 'refunded',
  },
  channel: {
    email_token: 'through the link in the email',
    portal: 'in the partner portal',
    phone: 'by phone',
    standing_yes: 'automatically, by the yes in advance',
  },
};
