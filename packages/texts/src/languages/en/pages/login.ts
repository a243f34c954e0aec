import type { PageWords } from '../../page-words.ts';

/** The login pages, for signing in by a mailed link. */
export const login: PageWords['login'] = {
  title: 'Sign in',
  intro: 'We send you a link and a code. Either of them signs you in at once. You don’t need a password.',
  forDecline: 'Sign in to decline. After that you go straight on with the booking.',
  declineTitle: 'Sign in to decline',
  declineIntro: (email) =>
    `For this we send you a link and a code to ${email}. After that you go straight on with the booking.`,
  declineSend: 'Send link and code',
  expired: 'Your session has ended. After signing in you go on at the same place.',
  email: 'Email address',
  badEmail: 'Enter a complete address, for example name@example.com.',
  send: 'Send sign-in email',
  validity: 'Link and code work for 15 minutes.',
  sentTitle: 'An email is on its way',
  sent: (email) =>
    `If ${email} belongs to an account, the email arrives in the next few minutes. Open the link in it, or enter the code here.`,
  sentToRegistered: (email) =>
    `The email to ${email} arrives in the next few minutes. Open the link in it, or enter the code here.`,
  sentHint:
    'Nothing there? Look in the spam folder and check the address. Only the address that we send your bookings to works.',
  registeredHint:
    'Nothing there? Look in the spam folder. The email goes to the address that we send your bookings to.',
  codeTitle: 'Enter the code',
  code: 'Code from the email',
  useCode: 'Sign in with the code',
  codeProblems: {
    malformed: 'The code has six digits.',
    wrong: 'This code doesn’t match. Take the one from the email that you asked for here.',
  },
  codeOver: {
    heading: 'This code no longer works',
    what: 'A code works for 15 minutes, only in the browser where you asked for it, and for at most five attempts. Open the link in the email, or ask for a new code.',
  },
  again: 'Enter another address',
  choose: 'Who do you want to sign in as?',
  welcome: 'Welcome',
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
    used: {
      heading: 'This sign-in link was already used',
      what: 'Once somebody has signed in with a link and gone on, it no longer works.',
    },
  },
  another: 'Get a new email',
  signedOut: 'You are signed out.',
};
