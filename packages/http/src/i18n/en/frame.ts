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
  allBookings: 'All bookings',
  mailbox: 'Mailbox',
  tickets: 'Tickets',
  previews: 'Previews',
  start: 'Start',
  signIn: 'Sign in',
  signOut: 'Sign out',
  questions: 'Questions?',
  otherLanguage: { language: 'de', name: 'Deutsch' },
  language: 'Language',
  toPortal: 'To the partner portal',
  waiting: (count) => `${count} open`,
};
