/** The login pages, for signing in by a mailed link. */
export const login = {
  title: 'Anmelden',
  intro:
    'Wir schicken Ihnen einen Link und einen Code. Mit einem von beiden sind Sie sofort angemeldet. Ein Passwort brauchen Sie nicht.',
  forDecline: 'Zum Ablehnen melden Sie sich bitte an. Danach geht es gleich mit der Buchung weiter.',
  declineTitle: 'Zum Ablehnen anmelden',
  declineIntro: (email: string): string =>
    `Wir schicken Ihnen dafür einen Link und einen Code an ${email}. Danach geht es gleich mit der Buchung weiter.`,
  declineSend: 'Link und Code senden',
  expired: 'Ihre Anmeldung ist abgelaufen. Nach dem Anmelden geht es an derselben Stelle weiter.',
  email: 'E-Mail-Adresse',
  badEmail: 'Bitte geben Sie eine vollständige Adresse ein, zum Beispiel name@example.com.',
  send: 'E-Mail zum Anmelden senden',
  validity: 'Link und Code gelten 15 Minuten.',
  sentTitle: 'E-Mail ist unterwegs',
  sent: (email: string): string =>
    `Gehört ${email} zu einem Konto, kommt die E-Mail in den nächsten Minuten an. Öffnen Sie den Link darin, oder geben Sie hier den Code ein.`,
  sentToRegistered: (email: string): string =>
    `Die E-Mail an ${email} kommt in den nächsten Minuten an. Öffnen Sie den Link darin, oder geben Sie hier den Code ein.`,
  sentHint:
    'Nichts angekommen? Sehen Sie im Spam-Ordner nach, und prüfen Sie die Adresse. Nur die Adresse, an die wir Ihre Buchungen schicken, funktioniert.',
  registeredHint:
    'Nichts angekommen? Sehen Sie im Spam-Ordner nach. Die E-Mail geht an die Adresse, an die wir Ihre Buchungen schicken.',
  codeTitle: 'Code eingeben',
  code: 'Code aus der E-Mail',
  useCode: 'Mit Code anmelden',
  codeProblems: {
    malformed: 'Der Code hat sechs Ziffern.',
    wrong: 'Dieser Code passt nicht. Nehmen Sie den aus der E-Mail, die Sie hier angefordert haben.',
  },
  codeOver: {
    heading: 'Dieser Code gilt nicht mehr',
    what: 'Ein Code gilt 15 Minuten, nur in dem Browser, in dem er angefordert wurde, und höchstens fünf Versuche lang. Öffnen Sie den Link in der E-Mail, oder fordern Sie einen neuen Code an.',
  },
  again: 'Andere Adresse eingeben',
  choose: 'Als wen möchten Sie sich anmelden?',
  welcome: 'Willkommen',
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
    used: {
      heading: 'Dieser Anmeldelink wurde schon benutzt',
      what: 'Ein Anmeldelink gilt nicht mehr, sobald sich jemand damit angemeldet und weitergearbeitet hat.',
    },
  },
  another: 'Neue E-Mail anfordern',
  signedOut: 'Sie sind abgemeldet.',
};
