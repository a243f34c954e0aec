import { SAMPLE_LOGINS } from '@miomente/booking-local';
import { paths } from '@miomente/booking-paths';
import { type Address, USUAL_PORT } from './address.ts';

/** What a newcomer needs to know, printed at start. */
export function welcome({ localUrl, moved }: Address, sampled: boolean): string {
  const [partner] = SAMPLE_LOGINS;
  const portal = `  Partner portal  ${localUrl}${paths.bookings.at()}`;
  const lines = sampled
    ? [
        `  Start here      ${localUrl}${paths.root.at()}`,
        `${portal}   (sign in as ${partner?.email}; the link comes to the mailbox)`,
        `  Mailbox         ${localUrl}${paths.mailbox.at()}`,
        `  Tickets         ${localUrl}${paths.sampleTickets.at()}`,
        '',
        '  A sample order  npm run sample:order   (in another terminal)',
      ]
    : [portal, `  API             ${localUrl}${paths.reference.at()}`];
  return `
Booking confirmation is running${moved ? `, on another port since ${USUAL_PORT} is in use` : ''}.

${lines.join('\n')}
  Stop            Ctrl-C
`;
}
