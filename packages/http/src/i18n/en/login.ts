import type { Words } from '../words.ts';

export const login: Words['login'] = {
  title: 'Sign in',
  intro: 'We send you a link that signs you in at once. You don’t need a password.',
  forDecline: 'Sign in to decline. After that you go straight on with the booking.',
  expired: 'Your session has ended. After signing in you go on at the same place.',
  email: 'Email address',
  badEmail: 'Enter a complete address, for example name@example.com.',
  send: 'Send sign-in link',
  validity: 'The link works for 15 minutes and only once.',
  sentTitle: 'An email is on its way',
  sent: (email) => `If ${email} belongs to an account, the sign-in link arrives in the next few minutes.`,
  sentHint:
    'Nothing there? Look in the spam folder and check the address. Only the address that we send your bookings to works.',
  again: 'Enter another address',
  choose: 'Who do you want to sign in as?',
  welcome: 'Welcome',
  enter: 'Sign in now',
  enterHint: 'You stay signed in here for 12 hours.',
  as: (name) => `Sign in as ${name}`,
  manager: 'Miomente team',
  customerNumber: (number) => `Partner number ${number}`,
  refused: {
    invalid: {
      heading: 'This sign-in link does not work',
      what: 'It may have been cut off while copying, or this address has no account any more.',
    },
    expired: { heading: 'This sign-in link has expired', what: 'A sign-in link works for 15 minutes.' },
    used: { heading: 'This sign-in link was already used', what: 'Every sign-in link works only once.' },
  },
  another: 'Get a new link',
  signedOut: 'You are signed out.',
};
