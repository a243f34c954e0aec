/** Logging in by mailed link. */
export const login = {
  title: 'Anmelden',
  intro: 'Wir schicken Ihnen einen Link, mit dem Sie sofort angemeldet sind. Ein Passwort brauchen Sie nicht.',
  forDecline: 'Zum Ablehnen melden Sie sich bitte an. Danach geht es gleich mit der Buchung weiter.',
  expired: 'Ihre Anmeldung ist abgelaufen. Nach dem Anmelden geht es an derselben Stelle weiter.',
  email: 'E-Mail-Adresse',
  badEmail: 'Bitte geben Sie eine vollständige Adresse ein, zum Beispiel name@example.com.',
  send: 'Anmeldelink senden',
  validity: 'Der Link gilt 15 Minuten und nur einmal.',
  sentTitle: 'E-Mail ist unterwegs',
  sent: (email: string): string => `Gehört ${email} zu einem Konto, kommt der Anmeldelink in den nächsten Minuten an.`,
  sentHint:
    'Nichts angekommen? Sehen Sie im Spam-Ordner nach, und prüfen Sie die Adresse. Nur die Adresse, an die wir Ihre Buchungen schicken, funktioniert.',
  again: 'Andere Adresse eingeben',
  choose: 'Als wen möchten Sie sich anmelden?',
  welcome: 'Willkommen',
  enter: 'Jetzt anmelden',
  enterHint: 'Sie bleiben hier 12 Stunden angemeldet.',
  as: (name: string): string => `Anmelden als ${name}`,
  manager: 'Miomente-Team',
  customerNumber: (number: string): string => `Partnernummer ${number}`,
  refused: {
    invalid: {
      heading: 'Dieser Anmeldelink gilt nicht',
      what: 'Vielleicht wurde er beim Kopieren abgeschnitten, oder zu dieser Adresse gehört kein Konto mehr.',
    },
    expired: { heading: 'Dieser Anmeldelink ist abgelaufen', what: 'Ein Anmeldelink gilt 15 Minuten.' },
    used: { heading: 'Dieser Anmeldelink wurde schon benutzt', what: 'Jeder Anmeldelink gilt nur einmal.' },
  },
  another: 'Neuen Link anfordern',
  signedOut: 'Sie sind abgemeldet.',
};
