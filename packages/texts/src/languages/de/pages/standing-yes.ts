/** Saying yes in advance for a course date, on its page. */
export const standingYes = {
  title: 'Im Voraus zusagen',
  intro: 'Neue Buchungen für diesen Termin werden dann sofort bestätigt. Sie erhalten jedes Mal eine E-Mail.',
  /** One sentence around two fields. */
  people: { before: 'Bis', after: 'Personen automatisch bestätigen,' },
  hours: { before: 'solange mindestens', after: 'Stunden Zeit sind.' },
  rule:
    'Gezählt werden nur Personen, die so bestätigt werden. Verlegte oder vergrößerte Buchungen fragen wir immer an. ' +
    'Die Zusage endet mit einem Klick.',
  press: 'Im Voraus zusagen',
  outOfRange: (most: string): string => `Bitte eine Zahl von 1 bis ${most} eintragen.`,
  stands: (people: number, hours: number): string =>
    `${people === 1 ? '1 Person wird' : `Bis ${people} Personen werden`} automatisch bestätigt, solange mindestens ${
      hours === 1 ? '1 Stunde Zeit ist' : `${hours} Stunden Zeit sind`
    }.`,
  confirmedSoFar: (count: number): string =>
    count === 0
      ? 'So bestätigt ist noch niemand.'
      : count === 1
        ? 'So bestätigt ist bisher 1 Person.'
        : `So bestätigt sind bisher ${count} Personen.`,
  until: (when: string): string => `Bis ${when}, danach fragen wir Sie wieder.`,
  over: 'Die Zeit dafür ist vorbei. Neue Buchungen fragen wir wieder an.',
  revoke: 'Zusage zurücknehmen',
  revokeHint: 'Was bestätigt ist, bleibt bestätigt.',
};
