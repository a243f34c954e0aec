/** The page of a partner's own figures. */
export const figures = {
  title: 'Ihre Zahlen',
  intro: (weeks: string): string =>
    `Wie Sie auf Buchungen der letzten ${weeks} Wochen geantwortet haben. Das Büro sieht dieselben Zahlen.`,
  nothing: 'In dieser Zeit kam keine Buchung herein. Sobald eine kommt, stehen hier Ihre Zahlen.',
  /** Each figure: its name, and in a sentence what it counts. */
  figures: {
    bookings: { name: 'Buchungen', about: 'Alle, die hereinkamen.' },
    rate: { name: 'Quote', about: 'Wie viele Sie bestätigt haben. Offene und stornierte zählen nicht.' },
    kept: {
      name: 'Zusagen eingehalten',
      about: 'Wie viele Ihrer Zusagen noch gelten. Wer erneut zusagt, hält sie ein.',
    },
    takenBack: { name: 'Zusagen zurückgenommen', about: 'Zugesagt, später zurückgenommen und nicht erneut zugesagt.' },
    declined: { name: 'Abgelehnt', about: 'Mit einem Grund abgesagt.' },
    unanswered: { name: 'Unbeantwortet', about: 'Der Kurs begann, bevor eine Antwort kam.' },
    median: { name: 'Antwortzeit', about: 'Die Hälfte Ihrer Antworten kam schneller.' },
    reminders: { name: 'Erinnerungen', about: 'E-Mails, in denen wir noch einmal gefragt haben.' },
    escalations: { name: 'Anrufe', about: 'Buchungen, wegen derer das Büro anrufen musste.' },
  },
};
