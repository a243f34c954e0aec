import { pushTemplates } from '@miomente/booking-sendgrid';
import { loadConfig } from './config/load.ts';
import { CommandError, runCommand, say } from './process/command.ts';

await runCommand(async () => {
  const { sendgrid } = loadConfig(process.env).foreign;
  if (sendgrid === null) {
    throw new CommandError('There is no SendGrid account to push to: set SENDGRID_API_KEY and MAIL_FROM.');
  }
  for (const { variable, id, change } of await pushTemplates(sendgrid, sendgrid.templates)) {
    say(`${variable}=${id}   (${change})`);
  }
});
