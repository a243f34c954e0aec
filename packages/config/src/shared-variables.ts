import { type Mailbox, senderOf } from '@miomente/booking-texts';
import { choice, reading, timeZone } from './readings.ts';
import { type Variable, variable } from './variable.ts';

/**
 * The environment of this process. Unknown names are refused, so that a typo such as `prod` can't start the sample
 * system in place of the real one.
 */
export const NODE_ENV: Variable<'development' | 'test' | 'staging' | 'production' | undefined> = variable(
  choice(['development', 'test', 'staging', 'production']),
  {
    about:
      '`development`, `test`, `staging` or `production`. `production` refuses the sample shop, mailbox and ticket desk, ' +
      'generated, weak and shared secrets, values copied from examples, and a missing GO_LIVE_AT.',
    example: 'production',
    inReadme: true,
  },
);

/** The time zone of event days and hours. */
export const TIME_ZONE: Variable<string> = variable(timeZone, {
  about: 'The time zone of event days and hours.',
  default: 'Europe/Berlin',
  inReadme: true,
});

/** The sender of mails. */
export const MAIL_FROM: Variable<Mailbox> = variable(
  reading(
    (given, complain) => senderOf(given) ?? complain('must be a sender such as Partner-Portal <partner@example.org>'),
  ),
  {
    about: 'The sender of mails, one that the mail provider lets you use (at SendGrid: verified).',
    needed: 'a sender that the mail provider lets you use, such as Partner-Portal <partner@example.org>',
    example: 'Partner-Portal <partner@example.org>',
    isAddress: true,
    inReadme: true,
  },
);
