import type { PageWords } from '../../page-words.ts';

/** Error pages. */
export const trouble: PageWords['trouble'] = {
  notFound: {
    title: 'Page not found',
    what: 'There is nothing at this address. It may be incomplete, or the booking belongs to another account.',
    next: 'To the bookings',
  },
  notAllowed: {
    title: 'This page is not for your account',
    what: 'You are signed in, but this page belongs to another account. Sign out and in again with the right address.',
    next: 'To the bookings',
  },
  forged: {
    title: 'The form did not come from this site',
    what: 'For safety, we only accept what was entered on our own pages. Nothing has changed.',
    next: 'To the bookings',
  },
  unknownAccount: {
    title: 'We don’t know your account here',
    what: 'You are signed in at the portal, but there is no active partner here for your account. Please write to us; the address is at the bottom of this page.',
    next: 'Try again',
  },
  loginLoop: {
    title: 'Your sign-in does not arrive here',
    what: 'The portal has sent you back several times, and we can’t see that you are signed in. Sign out there and in again, or write to us; the address is at the bottom of this page.',
    next: 'Try again',
  },
  malformed: {
    title: 'We could not read that',
    what: 'The request arrived incomplete. Nothing has changed. Go back and try once more.',
    next: 'To the bookings',
  },
  tooLarge: {
    title: 'That was too much text',
    what: 'What you entered is too long. Nothing has changed. Go back and shorten it.',
    next: 'To the bookings',
  },
  tooMany: {
    title: 'One moment',
    what: 'A great many requests came from your connection. Nothing has changed. Try once more in a minute.',
    next: 'Try again',
  },
  failed: {
    title: 'That did not work',
    what: 'Something failed on our side. The booking shows whether your last entry arrived. Try again in a few minutes.',
    next: 'To the bookings',
  },
  unavailable: {
    title: 'We’ll be back in a moment',
    what: 'Our database is not answering right now. Try again in a few minutes; the link in your email stays valid.',
    next: 'Try again',
  },
};
