/** The page of a partner's calendar, and the calendar itself. */
export const calendar = {
  title: 'Kalender',
  intro: 'Ihre Termine erscheinen in Ihrem eigenen Kalender und bleiben dort von selbst auf dem neuesten Stand.',
  address: 'Ihre Kalender-Adresse',
  none: 'Sie haben noch keine Adresse.',
  made: (when: string): string =>
    `Ihre Adresse besteht seit ${when}. Wir kennen sie nicht und können sie nicht noch einmal zeigen.`,
  make: 'Adresse erstellen',
  replace: 'Neue Adresse erstellen',
  replaces: 'Eine neue Adresse beendet die bisherige: Kalender, die sie abonniert haben, bekommen nichts mehr.',
  shownOnce: 'Ihre neue Adresse ist da. Wir zeigen sie nur dieses eine Mal.',
  yours: 'Adresse',
  copy: 'Zum Kopieren ins Feld tippen, alles auswählen, kopieren. Wer die Adresse kennt, sieht Ihre Termine: Geben Sie sie nicht weiter.',
  subscribe: 'Im Kalender abonnieren',
  how: 'So abonnieren Sie',
  programs: [
    {
      name: 'iPhone, iPad und Mac',
      steps:
        'Auf „Im Kalender abonnieren“ tippen. Oder: Einstellungen, Apps, Kalender, Kalender-Accounts, Account hinzufügen, Andere, Kalenderabo hinzufügen, dort die Adresse einsetzen.',
    },
    {
      name: 'Google Kalender',
      steps:
        'Am Computer calendar.google.com öffnen, links neben „Weitere Kalender“ auf das Plus, dann „Per URL“, dort die Adresse einsetzen.',
    },
    {
      name: 'Outlook',
      steps: 'Im Kalender „Kalender hinzufügen“, dann „Aus dem Internet abonnieren“, dort die Adresse einsetzen.',
    },
  ],
  delay: 'Wie oft Ihr Kalender nachsieht, bestimmt er selbst: meist alle paar Stunden, bei Google bis zu einem Tag.',
  whatItShows: 'Was darin steht',
  shows:
    'Jeder Termin einmal, mit Kurs und Personenzahl: bestätigt, offen oder abgesagt. Namen und Telefonnummern stehen nie darin; die finden Sie hier im Portal.',
  name: 'Kurse Miomente',
  coming: (people: number): string => (people === 1 ? '1 Person' : `${people} Personen`),
  open: (people: number): string => (people === 1 ? '1 Person offen' : `${people} Personen offen`),
  nobody: 'niemand kommt',
  details: (url: string): string => `Wer kommt, steht im Partner-Portal: ${url}`,
};
