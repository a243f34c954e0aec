import type { PageWords } from '../../page-words.ts';

/** Header, navigation and footer of every page. */
export const frame: PageWords['frame'] = {
  brand: 'Miomente',
  portal: 'Partner portal',
  sample: 'Sample shop',
  skip: 'Skip to content',
  menu: 'Menu',
  mainMenu: 'Main menu',
  bookings: 'Bookings',
  dates: 'Dates',
  phoneList: 'Calls',
  rebooking: 'Rebook',
  flagged: 'Needs review',
  deliveries: 'Delivery',
  partners: 'Partners',
  mailbox: 'Mailbox',
  tickets: 'Tickets',
  previews: 'Previews',
  start: 'Start',
  signOut: 'Sign out',
  signedInAs: (name: string): string => `Signed in as ${name}`,
  questions: 'Questions?',
  otherLanguage: { language: 'de', name: 'Deutsch' },
  sending: 'Sending …',
  loading: 'Loading …',
  waiting: (count) => `${count} open`,
};
