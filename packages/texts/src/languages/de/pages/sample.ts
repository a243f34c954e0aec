import type { BookingMailKind, MailKind } from '@miomente/booking-domain';

/** The mails that the history of a booking does not name. */
type UnnamedMailKind = Exclude<MailKind, BookingMailKind>;

/** The pages of the sample shop, which show a newcomer the product. */
export const sample = {
  title: 'Eine Buchung von Anfang bis Ende',
  intro:
    'Alles hier ist erfunden und verlässt diesen Rechner nicht. Gehen Sie der Reihe nach vor, dann haben Sie jeden Schritt einmal gesehen.',
  order: {
    title: 'Einen Kurs bestellen',
    what: 'Der Beispielshop nimmt eine Bestellung auf und meldet sie wie ein echter Shop.',
    press: 'Beispielbestellung aufgeben',
  },
  ordered: (number: string): string => `Bestellung #${number} ist aufgegeben.`,
  orderedNext: 'Die E-Mail an den Partner steht gleich im Postfach.',
  mailbox: {
    title: 'Als Partner die E-Mail lesen',
    what: 'Jede gesendete E-Mail steht im Postfach. Die Links darin funktionieren.',
    link: 'Zum Postfach',
  },
  answer: {
    title: 'Bestätigen oder ablehnen',
    what: 'Der grüne Knopf in der E-Mail bestätigt. Auf einem neuen Gerät fragt eine Seite einmal nach; danach genügt ein Klick. Zum Ablehnen melden Sie sich an; auch der Anmeldelink kommt ins Postfach.',
  },
  portal: {
    title: 'Ins Partner-Portal',
    what: 'Dort stehen alle Buchungen eines Partners. Melden Sie sich mit einer der Adressen an:',
    link: 'Zum Partner-Portal',
  },
  office: 'Miomente-Team',
  tickets: {
    title: 'Tickets ansehen',
    what: 'Nach einer Ablehnung, oder wenn niemand antwortet, entsteht genau ein Support-Ticket.',
    link: 'Zu den Tickets',
  },
  reference: 'Für Entwickler: die Beschreibung der Schnittstelle',
  mailboxTitle: 'Postfach',
  mailboxNotice: 'Beispielbetrieb: Diese E-Mails verlassen den Rechner nicht. Die Links darin funktionieren.',
  noMails: 'Noch keine E-Mails. Geben Sie auf der Startseite eine Beispielbestellung auf.',
  mails: 'E-Mails',
  to: 'An',
  kind: {
    login_link: 'Anmeldelink',
    several_requests: 'Anfragen',
    several_reminders: 'Erinnerungen',
    several_receipts: 'Bestätigungsmail für mehrere',
    day_before: 'Kurse von morgen',
    customer_confirmed: 'Bestätigung an den Kunden',
  } satisfies Record<UnnamedMailKind, string> as Record<UnnamedMailKind, string>,
  unreadable: 'Diese E-Mail wurde unter einem anderen Schlüssel aufbewahrt und ist nicht mehr lesbar.',
  plain: 'Nur Text',
  openAlone: 'E-Mail allein öffnen',
  mailFrame: 'Die E-Mail',
  reply: {
    title: 'Als Partner antworten',
    what: 'Die Antwort kommt so an, als hätte der Partner in seinem Mailprogramm auf „Antworten“ gedrückt, mit der E-Mail darunter als Zitat.',
    text: 'Ihre Antwort',
    press: 'Antwort senden',
    taken: 'Ihre Antwort ist angekommen.',
    takenNext:
      'Sie beantwortet die Buchung nicht. Sie steht als Notiz an der Buchung und an ihrem Ticket, und das Team sieht sie unter „Zu klären“; soll es dort anrufen, auch bei den Anrufen.',
    toOffice: 'Als Team ansehen',
    notTaken:
      'Die Antwort ist angekommen, aber nichts wurde notiert: Die Links dieser E-Mail gehören zu keiner Buchung mehr, oder der Partner hat inzwischen eine andere Adresse.',
  },
  ticketsTitle: 'Tickets',
  ticketsNotice: 'Beispielbetrieb: Diese Tickets stehen nur hier.',
  noTickets: 'Noch keine Tickets. Lehnen Sie eine Buchung ab, dann entsteht eines.',
  notes: 'Notizen',
  previewsTitle: 'Vorschau der E-Mails',
  previewsNotice:
    'Jede E-Mail, die das Portal verschickt, mit erfundenem Inhalt. Die Links darin führen nur hierher zurück.',
  width: { phone: 'Auf dem Handy', desktop: 'Am Computer' },
  closed: 'geschlossen',
  open: 'offen',
};
