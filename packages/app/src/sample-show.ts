import { LOCAL } from '@miomente/booking-local';
import { loadConfig } from './config/load.ts';
import { CommandError, runCommand, say } from './process/command.ts';
import { mailInWords, ticketInWords } from './sample/in-words.ts';
import { take } from './wiring/provide.ts';
import { withProduct } from './wiring/with-product.ts';

/** So many of each, the newest last, where the eye rests. */
const NEWEST = { page: 1, perPage: 10 };

await runCommand(async () => {
  const config = loadConfig(process.env);
  const { sendgrid, odoo } = config.foreign;
  if (sendgrid !== null && odoo !== null) {
    throw new CommandError('Nothing stands in: mails go out through SendGrid, and tickets are in Odoo.');
  }
  await withProduct(config, async (container) => {
    if (odoo === null) {
      const { entries } = await take(container, LOCAL.ticketDesk).list(NEWEST);
      for (const ticket of entries.toReversed()) say(ticketInWords(ticket));
    }
    if (sendgrid === null) {
      const { entries } = await take(container, LOCAL.mailbox).list(NEWEST);
      for (const mail of entries.toReversed()) say(mailInWords(mail));
    }
  });
});
