import type { Words } from '../words.ts';

export const frame: Words['frame'] = {
  brand: 'Miomente',
  portal: 'Partner portal',
  sample: 'Sample shop',
  skip: 'Skip to content',
  mainMenu: 'Main menu',
  bookings: 'Bookings',
  dates: 'Dates',
  phoneList: 'Phone list',
  mailbox: 'Mailbox',
  tickets: 'Tickets',
  previews: 'Previews',
  start: 'Start',
  signOut: 'Sign out',
  signedInAs: (name: string): string => `Signed in as ${name}`,
  questions: 'Questions?',
  otherLanguage: { language: 'de', name: 'Deutsch' },
  waiting: (count) => `${count} open`,
};
