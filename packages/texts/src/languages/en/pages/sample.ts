import type { BookingMailKind, MailKind } from '@miomente/booking-domain';

/** The mails that the history of a booking does not name. */
type UnnamedMailKind = Exclude<MailKind, BookingMailKind>;

import type { PageWords } from '../../page-words.ts';

/** The pages of the sample shop, which show a newcomer the product. */
export const sample: PageWords['sample'] = {
  title: 'A booking from beginning to end',
  intro:
    'Everything here is invented and stays on this machine. Follow the steps in order and you have seen each of them once.',
  order: {
    title: 'Order a course',
    what: 'The sample shop takes an order and announces it like a real shop.',
    press: 'Place a sample order',
  },
  ordered: (number) => `Order #${number} is placed.`,
  orderedNext: 'The email to the partner will be in the mailbox in a moment.',
  mailbox: {
    title: 'Read the email as the partner',
    what: 'Every email that is sent appears in the mailbox. The links in it work.',
    link: 'To the mailbox',
  },
  answer: {
    title: 'Confirm or decline',
    what: 'The green button in the email confirms. On a new device a page asks once; after that one click is enough. To decline you sign in; the sign-in link comes to the mailbox too.',
  },
  portal: {
    title: 'Into the partner portal',
    what: 'All bookings of a partner are there. Sign in with one of these addresses:',
    link: 'To the partner portal',
  },
  office: 'Miomente team',
  tickets: {
    title: 'See the tickets',
    what: 'After a decline, or when nobody answers, exactly one support ticket is created.',
    link: 'To the tickets',
  },
  reference: 'For developers: the description of the API',
  mailboxTitle: 'Mailbox',
  mailboxNotice: 'Sample shop: these emails stay on this machine. The links in them work.',
  noMails: 'No emails yet. Place a sample order on the start page.',
  mails: 'Emails',
  to: 'To',
  kind: {
    login_link: 'Sign-in link',
    several_requests: 'Requests',
    several_reminders: 'Reminders',
    several_receipts: 'Receipt for several',
    day_before: 'Courses tomorrow',
    customer_confirmed: 'Confirmation to the customer',
  } satisfies Record<UnnamedMailKind, string> as Record<UnnamedMailKind, string>,
  unreadable: 'This email was stored under another key and can no longer be read.',
  plain: 'Text only',
  openAlone: 'Open the email on its own',
  mailFrame: 'The email',
  reply: {
    title: 'Reply as the partner',
    what: 'The reply arrives as if the partner had pressed “Reply” in a mail program, with this email quoted below it.',
    text: 'Your reply',
    press: 'Send reply',
    taken: 'Your reply has arrived.',
    takenNext:
      'It does not answer the booking. It is a note on the booking and on its ticket, and the team sees it under “Needs review”, and among its calls if it is to phone there.',
    toOffice: 'See it as the team',
    notTaken:
      'The reply has arrived, but nothing was noted: the links of this email no longer belong to a booking, or the partner has another address by now.',
  },
  ticketsTitle: 'Tickets',
  ticketsNotice: 'Sample shop: these tickets exist only here.',
  noTickets: 'No tickets yet. Decline a booking to get one.',
  notes: 'Notes',
  previewsTitle: 'Previews of the emails',
  previewsNotice: 'Every email the portal sends, with invented content. The links in them only lead back here.',
  width: { phone: 'On a phone', desktop: 'On a computer' },
  closed: 'closed',
  open: 'open',
};
