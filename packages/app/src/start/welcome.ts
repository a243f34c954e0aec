import { SAMPLE_LOGINS } from '@miomente/booking-local';
import { type Address, USUAL_PORT } from './address.ts';

/** What a newcomer needs to know, printed at start. */
export function welcome({ localUrl, moved }: Address, sampled: boolean): string {
  const [partner] = SAMPLE_LOGINS;
  const portal = `  Partner portal  ${localUrl}/dashboard/bookings`;
  const lines = sampled
    ? [
        `  Start here      ${localUrl}/`,
        `${portal}   (sign in as ${partner?.email}; the link comes to the mailbox)`,
        `  Mailbox         ${localUrl}/sample/mailbox`,
        `  Tickets         ${localUrl}/sample/tickets`,
        '',
        '  A sample order  npm run sample:order   (in another terminal)',
      ]
    : [portal, `  API             ${localUrl}/docs`];
  return `
Booking confirmation is running${moved ? `, on another port since ${USUAL_PORT} is in use` : ''}.

${lines.join('\n')}
  Stop            Ctrl-C
`;
}
