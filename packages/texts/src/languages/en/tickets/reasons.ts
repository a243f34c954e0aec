import type { ReasonWordsByCode } from '../../../tickets/reason-words.ts';

/** Titles and tasks of tickets in English, by reason. */
export const reasons: ReasonWordsByCode = {
  declined: { title: 'Declined', task: 'The partner declined the booking. Please phone the customer and rebook.' },
  no_answer: {
    title: 'No answer',
    task: 'The partner did not answer our emails. Please phone and enter the answer.',
  },
  reminder_not_sent: {
    title: 'Reminder not sent',
    task: 'The partner has not answered, and the second reminder could not be sent. Please phone and enter the answer.',
  },
  event_near: {
    title: 'Course is near',
    task: 'The course is near and the partner has not answered. Please phone now and enter the answer.',
  },
  no_event_date: {
    title: 'No date',
    task: 'The order names no readable date. Please find out the date and add it to the order.',
  },
  mail_bounced: {
    title: 'Email undeliverable',
    task: 'The email to the partner could not be delivered. Please phone, enter the answer and correct the address.',
  },
  confirmation_withdrawn: {
    title: 'Yes taken back',
    task: 'The confirmation was taken back, and the customer already has one from us. Please call the partner at once and enter the answer; if it is no, call the customer.',
  },
  partner_unreachable: {
    title: 'Partner unreachable',
    task: 'The partner can’t be reached by email. Please phone and enter the answer.',
  },
  partner_unknown: {
    title: 'Partner unknown',
    task: 'There is no partner with this partner number. Please add the partner, who will then be asked.',
  },
  no_address: {
    title: 'Partner without email address',
    task: 'The partner has no email address. Please phone, enter the answer and add an address.',
  },
  partner_inactive: {
    title: 'Partner inactive',
    task: 'The partner is inactive and was not asked. Please find out whether the course takes place.',
  },
  address_bounced: {
    title: 'Email address undeliverable',
    task: 'An earlier email to the partner could not be delivered. Please phone, enter the answer and correct the address.',
  },
  no_partner: {
    title: 'Course without partner',
    task: 'No partner is set for this course. Please add the partner number to the product.',
  },
  events_paused: {
    title: 'Events are no longer pushed',
    task: 'Nothing has taken our events for a day, so they are paused. Please have whoever runs the systems fix the receiver, then run: npm run events -- --resume',
  },
  product_unreadable: {
    title: 'Product unreadable',
    task: 'The product of this order can’t be read. Please find out which partner the course belongs to.',
  },
};

/** What the partner has not answered, by the number of reminders sent. */
export const unanswered: Readonly<Partial<Record<0 | 1 | 2, string>>> = {
  1: 'The partner did not answer the request and one reminder. Please phone and enter the answer.',
  2: 'The partner did not answer the request and two reminders. Please phone and enter the answer.',
};
