/** Error pages. */
export const trouble = {
  notFound: {
    title: 'Seite nicht gefunden',
    what: 'Unter dieser Adresse gibt es nichts. Vielleicht ist sie unvollständig, oder die Buchung gehört zu einem anderen Konto.',
    next: 'Zu den Buchungen',
  },
  notAllowed: {
    title: 'Diese Seite ist nicht für Ihr Konto',
    what: 'Sie sind angemeldet, aber diese Seite gehört zu einem anderen Konto. Melden Sie sich ab und mit der richtigen Adresse wieder an.',
    next: 'Zu den Buchungen',
  },
  forged: {
    title: 'Das Formular kam nicht von dieser Seite',
    what: 'Zur Sicherheit nehmen wir nur Eingaben an, die auf unseren eigenen Seiten gemacht wurden. Es hat sich nichts geändert.',
    next: 'Zu den Buchungen',
  },
  unknownAccount: {
    title: 'Ihr Konto kennen wir hier nicht',
    what: 'Sie sind im Portal angemeldet, aber zu Ihrem Konto gibt es hier keinen aktiven Partner. Bitte schreiben Sie uns; die Adresse steht unten auf dieser Seite.',
    next: 'Noch einmal versuchen',
  },
  loginLoop: {
    title: 'Die Anmeldung kommt hier nicht an',
    what: 'Das Portal hat Sie mehrmals hierher zurückgeschickt, ohne dass wir Ihre Anmeldung erkennen. Melden Sie sich dort ab und wieder an, oder schreiben Sie uns; die Adresse steht unten auf dieser Seite.',
    next: 'Noch einmal versuchen',
  },
  malformed: {
    title: 'Das konnten wir nicht lesen',
    what: 'Die Anfrage ist nicht vollständig angekommen. Es hat sich nichts geändert. Gehen Sie zurück und versuchen Sie es noch einmal.',
    next: 'Zu den Buchungen',
  },
  tooLarge: {
    title: 'Das war zu viel Text',
    what: 'Ihre Eingabe ist zu lang. Es hat sich nichts geändert. Gehen Sie zurück und kürzen Sie sie.',
    next: 'Zu den Buchungen',
  },
  tooMany: {
    title: 'Einen Moment bitte',
    what: 'Von Ihrem Anschluss kamen gerade sehr viele Anfragen. Es hat sich nichts geändert. Versuchen Sie es in einer Minute noch einmal.',
    next: 'Noch einmal versuchen',
  },
  failed: {
    title: 'Das hat nicht geklappt',
    what: 'Bei uns ist etwas ausgefallen. Ob Ihre letzte Eingabe angekommen ist, sehen Sie an der Buchung. Versuchen Sie es in ein paar Minuten noch einmal.',
    next: 'Zu den Buchungen',
  },
  unavailable: {
    title: 'Wir sind gleich wieder da',
    what: 'Unsere Datenbank antwortet gerade nicht. Versuchen Sie es in ein paar Minuten noch einmal; der Link in Ihrer E-Mail bleibt gültig.',
    next: 'Noch einmal versuchen',
  },
};
