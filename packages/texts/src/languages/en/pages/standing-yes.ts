/** Saying yes in advance for a course date, on its page. */
export const standingYes = {
  title: 'Say yes in advance',
  intro: 'New bookings of this course date are then confirmed at once. You get an email each time.',
  /** One sentence around two fields. */
  people: { before: 'Confirm up to', after: 'people automatically' },
  hours: { before: 'while there are at least', after: 'hours left.' },
  rule:
    'Only people who are confirmed this way count. We always ask you about bookings that are moved or grow. ' +
    'One click ends it.',
  press: 'Say yes in advance',
  outOfRange: (most: string): string => `Enter a number from 1 to ${most}.`,
  stands: (people: number, hours: number): string =>
    `${people === 1 ? '1 person is' : `Up to ${people} people are`} confirmed automatically while there ${
      hours === 1 ? 'is at least 1 hour' : `are at least ${hours} hours`
    } left.`,
  confirmedSoFar: (count: number): string =>
    count === 0
      ? 'Nobody is confirmed this way yet.'
      : count === 1
        ? '1 person is confirmed this way so far.'
        : `${count} people are confirmed this way so far.`,
  until: (when: string): string => `Until ${when}; after that we ask you again.`,
  over: 'The time for it is over. We ask you about new bookings again.',
  revoke: 'Take the yes back',
  revokeHint: 'What is confirmed stays confirmed.',
};
