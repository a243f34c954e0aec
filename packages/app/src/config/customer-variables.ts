import { choice, number, variable } from '@miomente/booking-config';

/** Variables of what customers are told, and of how long their data is kept. */
export const customerVariables = {
  CUSTOMER_MAILS: variable(choice(['off', 'confirmed']), {
    about: 'Whether customers get a mail of ours: `off`, or `confirmed` for one mail when a confirmation stands.',
    default: 'off',
    inReadme: true,
  }),
  CUSTOMER_MAIL_HOLD_MINUTES: variable(number({ unit: 'minutes', min: 0, max: 24 * 60, whole: false }), {
    about: 'How long a confirmation must stand before its customer is told.',
    default: '15',
  }),
  ERASE_CUSTOMER_DATA_AFTER_DAYS: variable(number({ unit: 'days', min: 1, max: 36_500 }), {
    about:
      'So many days after its event, a booking loses its customer’s name and contacts and the notes of its answer, here ' +
      'and on its ticket. The note of a call is erased as many days after the call. It can’t be taken back. Schedulers ' +
      'do it every hour, and `npm run erase` at once.',
    otherwise: 'customer data is kept',
    example: '90',
    inReadme: true,
  }),
};
