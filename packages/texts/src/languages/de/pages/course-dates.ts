import { terms } from '../terms.ts';

/** Course dates: the page of what needs an answer, and the page of one course date. */
export const courseDates = {
  today: 'Heute',
  tomorrow: 'Morgen',
  thisWeek: 'Diese Woche',
  later: 'Später',
  at: (day: string, time: string): string => `${day}, ${time}`,
  whoComes: 'Wer kommt?',
  confirmAll: (count: string): string => `Alle ${count} bestätigen`,
  declineAll: 'Alle ablehnen',
  confirmThese: (count: string): string => `Diese ${count} bestätigen`,
  declineThese: (count: string): string => `Diese ${count} ablehnen`,
  undo: 'Rückgängig',
  undoUntil: (time: string): string => `Rückgängig bis ${time}`,
  call: (name: string, phone: string): string => `${name} anrufen, ${phone}`,
  openAndPeople: (open: number, people: number): string => `${open} offen, ${terms.people(people)}`,
  bookings: (count: number): string => (count === 1 ? '1 Buchung' : `${count} Buchungen`),
  settled: 'Alle beantwortet',
  withoutDeadline: 'Ohne Frist',
  peopleComing: 'Personen kommen',
  peopleOpen: 'Personen offen',
  peopleTogether: 'Zusammen',
  stillOpen: (count: number): string => (count === 1 ? 'Noch offen: 1 Buchung' : `Noch offen: ${count} Buchungen`),
  coming: 'Wer kommt',
  nobodyComes: 'Noch hat niemand eine Zusage.',
  name: 'Name',
  people: 'Personen',
  phone: 'Telefon',
  order: 'Bestellung',
  notes: 'Anmerkungen',
  notComing: (count: string): string => `Nicht dabei (${count})`,
  oneSheet: 'Zum Drucken: Diese Liste kommt ohne Knöpfe und mit einem Kästchen zum Abhaken aufs Papier.',
  pageTitle: (open: number): string =>
    open === 0 ? 'Buchungen' : open === 1 ? '1 offene Buchung' : `${open} offene Buchungen`,
  tabs: {
    label: 'Buchungen nach Zeit',
    inbox: 'Offen',
    upcoming: 'Kommend',
    past: 'Vergangen',
    list: 'Alle',
  },
  progress: (done: string, all: string, open: string): string => `${done} von ${all} erledigt, ${open} offen`,
  onlyOpen: (open: string): string => `${open} offen`,
  comingAndOpen: (coming: number, open: number): string =>
    `, ${coming === 1 ? '1 Person kommt' : `${coming} Personen kommen`}${open === 0 ? '.' : `, ${open} offen.`}`,
  nothingOpen: 'Alles beantwortet.',
  nothingOpenMore: 'Sobald jemand einen Ihrer Kurse bucht, steht die Frage hier und Sie bekommen eine E-Mail.',
  toUpcoming: 'Kommende Kurse',
  moreAfterThese: (count: number): string =>
    count === 1 ? 'Danach folgt noch 1 weitere.' : `Danach folgen noch ${count} weitere.`,
  /** What became of a press on several. */
  result: {
    confirmed: (done: string, all: string): string =>
      done === all ? `${done} bestätigt.` : `${done} von ${all} bestätigt.`,
    declined: (done: string, all: string): string =>
      done === all ? `${done} abgelehnt.` : `${done} von ${all} abgelehnt.`,
    reopened: (_done: string, _all: string): string => 'Nicht zurückgenommen.',
  },
  changedMeanwhile: 'Inzwischen geändert:',
  notFound: (count: number): string =>
    count === 1 ? '1 Buchung finden wir in Ihrem Konto nicht.' : `${count} Buchungen finden wir in Ihrem Konto nicht.`,
  answerAgain: 'Ihre Antwort ist nicht gespeichert. Prüfen Sie Termin und Personenzahl, und antworten Sie noch einmal.',
  tooLateToUndo: 'Das lässt sich hier nicht mehr zurücknehmen. Unser Team hilft Ihnen.',
  declineMany: (count: number): string => (count === 1 ? 'Buchung ablehnen' : `${count} Buchungen ablehnen`),
  toList: 'Zurück zur Liste',
  title: { upcoming: 'Kommende Kurse', past: 'Vergangene Kurse' },
  none: { upcoming: 'Für heute und später hat niemand gebucht.', past: 'Hier steht noch nichts.' },
  nobody: 'Keine Zusage',
  older: 'Ältere',
  newer: 'Neuere',
};
