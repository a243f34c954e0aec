import { pushTemplates } from '@miomente/booking-sendgrid';
import { loadConfig } from './config/load.ts';
import { CommandError, runCommand, say } from './process/command.ts';

const COMMAND = {
  name: 'npm run templates:push',
  about: 'Brings the mails to a SendGrid account as dynamic templates, and prints their ids.',
  options: {},
};

await runCommand(COMMAND, async () => {
  const { sendgrid } = loadConfig(process.env).foreign;
  if (sendgrid === null) {
    throw new CommandError('There is no SendGrid account to push to: set SENDGRID_API_KEY and MAIL_FROM.');
  }
  for (const { variable, id, change } of await pushTemplates(sendgrid, sendgrid.templates)) {
    say(`${variable}=${id}   (${change})`);
  }
});
