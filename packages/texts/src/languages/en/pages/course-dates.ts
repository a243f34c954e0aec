import type { PageWords } from '../../page-words.ts';
import { terms } from '../terms.ts';

/** Course dates: the page of what needs an answer, and the page of one course date. */
export const courseDates: PageWords['courseDates'] = {
  today: 'Today',
  tomorrow: 'Tomorrow',
  thisWeek: 'This week',
  later: 'Later',
  at: (day, time) => `${day}, ${time}`,
  whoComes: 'Who is coming?',
  confirmAll: (count) => `Confirm all ${count}`,
  declineAll: 'Decline all',
  undo: 'Undo',
  undoUntil: (time) => `Undo until ${time}`,
  call: (name, phone) => `Call ${name}, ${phone}`,
  openAndPeople: (open, people) => `${open} open, ${terms.people(people)}`,
  bookings: (count) => (count === 1 ? '1 booking' : `${count} bookings`),
  settled: 'All answered',
  withoutDeadline: 'No deadline',
  peopleComing: 'People coming',
  peopleOpen: 'People open',
  peopleTogether: 'Together',
  stillOpen: (count) => (count === 1 ? 'Still open: 1 booking' : `Still open: ${count} bookings`),
  coming: 'Who is coming',
  nobodyComes: 'Nobody has been accepted yet.',
  name: 'Name',
  people: 'People',
  phone: 'Phone',
  order: 'Order',
  notes: 'Notes',
  notComing: (count) => `Not coming (${count})`,
  oneSheet: 'For printing: this list comes on paper without buttons, with a box to tick.',
};
