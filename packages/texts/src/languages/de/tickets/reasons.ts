import type { ReasonWordsByCode } from '../../../tickets/reason-words.ts';

/** Titles and tasks of tickets in German, by reason. */
export const reasons: ReasonWordsByCode = {
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
  confirmation_withdrawn: {
    title: 'Zusage zurückgenommen',
    task: 'Die Zusage wurde zurückgenommen, und der Kunde hat schon eine Bestätigung von uns. Bitte den Partner gleich anrufen, die Antwort eintragen und bei einer Absage den Kunden anrufen.',
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
  events_paused: {
    title: 'Ereignisse werden nicht mehr gesendet',
    task: 'Seit einem Tag nimmt niemand unsere Ereignisse an, deshalb ruhen sie. Bitte den Empfänger von der Technik in Ordnung bringen lassen, danach: npm run events -- --resume',
  },
  product_unreadable: {
    title: 'Produkt nicht lesbar',
    task: 'Das Produkt zu dieser Bestellung ist nicht lesbar. Bitte klären, zu welchem Partner der Kurs gehört.',
  },
};

/** What the partner has not answered, by the number of reminders sent. */
export const unanswered: Readonly<Partial<Record<0 | 1 | 2, string>>> = {
  1: 'Der Partner hat auf die Anfrage und eine Erinnerung nicht geantwortet. Bitte anrufen und die Antwort eintragen.',
  2: 'Der Partner hat auf die Anfrage und zwei Erinnerungen nicht geantwortet. Bitte anrufen und die Antwort eintragen.',
};
