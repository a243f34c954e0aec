import type { Language, OrderItemTicketDraft, TicketReason } from '@miomente/booking-domain';

/** Why there is a ticket, for its title, and what to do about it. */
export interface ReasonWords {
  readonly title: string;
  readonly task: string;
}

type Reasons = Readonly<Record<TicketReason | OrderItemTicketDraft['reason'], ReasonWords>>;

const DE: Reasons = {
  declined: {
    title: 'Abgelehnt',
    task: 'Der Partner hat die Buchung abgelehnt. Bitte den Kunden anrufen und umbuchen.',
  },
  no_answer: {
    title: 'Keine Antwort',
    task: 'Der Partner hat auf unsere E-Mails nicht geantwortet. Bitte anrufen und die Antwort eintragen.',
  },
  reminder_not_sent: {
    title: 'Erinnerung nicht gesendet',
    task: 'Der Partner hat nicht geantwortet, und die zweite Erinnerung ließ sich nicht senden. Bitte anrufen und die Antwort eintragen.',
  },
  event_near: {
    title: 'Termin steht bevor',
    task: 'Der Termin steht bevor und der Partner hat nicht geantwortet. Bitte gleich anrufen und die Antwort eintragen.',
  },
  no_event_date: {
    title: 'Kein Termin',
    task: 'Die Bestellung nennt kein lesbares Datum. Bitte den Termin klären und in der Bestellung nachtragen.',
  },
  mail_bounced: {
    title: 'E-Mail unzustellbar',
    task: 'Die E-Mail an den Partner war unzustellbar. Bitte anrufen, die Antwort eintragen und die Adresse berichtigen.',
  },
  partner_unreachable: {
    title: 'Partner nicht erreichbar',
    task: 'Der Partner ist per E-Mail nicht erreichbar. Bitte anrufen und die Antwort eintragen.',
  },
  partner_unknown: {
    title: 'Partner unbekannt',
    task: 'Zu dieser Partnernummer gibt es keinen Partner. Bitte den Partner anlegen; danach wird er gefragt.',
  },
  no_address: {
    title: 'Partner ohne E-Mail-Adresse',
    task: 'Der Partner hat keine E-Mail-Adresse. Bitte anrufen, die Antwort eintragen und eine Adresse nachtragen.',
  },
  partner_inactive: {
    title: 'Partner inaktiv',
    task: 'Der Partner ist inaktiv und wurde nicht gefragt. Bitte klären, ob der Kurs stattfindet.',
  },
  address_bounced: {
    title: 'E-Mail-Adresse unzustellbar',
    task: 'Eine frühere E-Mail an den Partner war unzustellbar. Bitte anrufen, die Antwort eintragen und die Adresse berichtigen.',
  },
  no_partner: {
    title: 'Kurs ohne Partner',
    task: 'Zu diesem Kurs ist kein Partner eingetragen. Bitte die Partnernummer am Produkt nachtragen.',
  },
  product_unreadable: {
    title: 'Produkt nicht lesbar',
    task: 'Das Produkt zu dieser Bestellung ist nicht lesbar. Bitte klären, zu welchem Partner der Kurs gehört.',
  },
};

const EN: Reasons = {
  declined: { title: 'Declined', task: 'The partner declined the booking. Please phone the customer and rebook.' },
  no_answer: {
    title: 'No answer',
    task: 'The partner did not answer our emails. Please phone and enter the answer.',
  },
  reminder_not_sent: {
    title: 'Reminder not sent',
    task: 'The partner has not answered, and the second reminder could not be sent. Please phone and enter the answer.',
  },
  event_near: {
    title: 'Course is near',
    task: 'The course is near and the partner has not answered. Please phone now and enter the answer.',
  },
  no_event_date: {
    title: 'No date',
    task: 'The order names no readable date. Please find out the date and add it to the order.',
  },
  mail_bounced: {
    title: 'Email undeliverable',
    task: 'The email to the partner could not be delivered. Please phone, enter the answer and correct the address.',
  },
  partner_unreachable: {
    title: 'Partner unreachable',
    task: 'The partner can’t be reached by email. Please phone and enter the answer.',
  },
  partner_unknown: {
    title: 'Partner unknown',
    task: 'There is no partner with this partner number. Please add the partner, who will then be asked.',
  },
  no_address: {
    title: 'Partner without email address',
    task: 'The partner has no email address. Please phone, enter the answer and add an address.',
  },
  partner_inactive: {
    title: 'Partner inactive',
    task: 'The partner is inactive and was not asked. Please find out whether the course takes place.',
  },
  address_bounced: {
    title: 'Email address undeliverable',
    task: 'An earlier email to the partner could not be delivered. Please phone, enter the answer and correct the address.',
  },
  no_partner: {
    title: 'Course without partner',
    task: 'No partner is set for this course. Please add the partner number to the product.',
  },
  product_unreadable: {
    title: 'Product unreadable',
    task: 'The product of this order can’t be read. Please find out which partner the course belongs to.',
  },
};

/** What a partner did not answer, by how many reminders have left. */
export const UNANSWERED: Readonly<Record<Language, Readonly<Partial<Record<0 | 1 | 2, string>>>>> = {
  de: {
    1: 'Der Partner hat auf die Anfrage und eine Erinnerung nicht geantwortet. Bitte anrufen und die Antwort eintragen.',
    2: 'Der Partner hat auf die Anfrage und zwei Erinnerungen nicht geantwortet. Bitte anrufen und die Antwort eintragen.',
  },
  en: {
    1: 'The partner did not answer the request and one reminder. Please phone and enter the answer.',
    2: 'The partner did not answer the request and two reminders. Please phone and enter the answer.',
  },
};

export const REASON_WORDS: Readonly<Record<Language, Reasons>> = { de: DE, en: EN };
