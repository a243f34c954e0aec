/** The page of a partner's own figures. */
export const figures = {
  title: 'Your figures',
  intro: (weeks: string): string =>
    `How you answered bookings of the last ${weeks} weeks. The office sees the same figures.`,
  nothing: 'No booking came in during this time. As soon as one does, your figures are here.',
  /** Each figure: its name, and in a sentence what it counts. */
  figures: {
    bookings: { name: 'Bookings', about: 'All that came in.' },
    rate: { name: 'Rate', about: 'How many you confirmed. Open and cancelled ones don’t count.' },
    kept: { name: 'Promises kept', about: 'How many of your confirmations still hold. Confirming again keeps one.' },
    takenBack: { name: 'Promises taken back', about: 'Confirmed, later taken back and not confirmed again.' },
    declined: { name: 'Declined', about: 'Turned down, with a reason.' },
    unanswered: { name: 'Unanswered', about: 'The course began before an answer came.' },
    median: { name: 'Answer time', about: 'Half of your answers came faster.' },
    reminders: { name: 'Reminders', about: 'Mails in which we asked once more.' },
    escalations: { name: 'Calls', about: 'Bookings that the office had to phone about.' },
  },
};
