import { LOCAL } from '@miomente/booking-local';
import { loadConfig } from './config/load.ts';
import { CommandError, runCommand, say } from './process/command.ts';
import { mailInWords, ticketInWords } from './sample/in-words.ts';
import { runToItsEnd } from './start/run-until-stopped.ts';
import { take } from './wiring/provide.ts';
import { withProduct } from './wiring/with-product.ts';

/** The newest come last, next to the prompt. */
const NEWEST = { page: 1, perPage: 10 };

const COMMAND = {
  name: 'npm run sample:show',
  about: 'Prints the newest mails and tickets that the stand-ins have kept.',
  options: {},
};

await runCommand(COMMAND, async () => {
  const config = loadConfig(process.env);
  const standsIn = (variable: string): boolean => config.standIns.some((each) => each.variable === variable);
  const [mails, tickets] = [standsIn('MAILER'), standsIn('TICKET_DESK')];
  if (!mails && !tickets) {
    throw new CommandError('Nothing stands in: mails go out, and tickets are in the ticket system.');
  }
  await runToItsEnd((run) =>
    withProduct(config, run, async (container) => {
      if (tickets) {
        const { entries } = await take(container, LOCAL.ticketDesk).list(NEWEST);
        for (const ticket of entries.toReversed()) say(ticketInWords(ticket));
      }
      if (mails) {
        const { entries } = await take(container, LOCAL.mailbox).list(NEWEST);
        for (const mail of entries.toReversed()) say(mailInWords(mail));
      }
    }),
  );
});
