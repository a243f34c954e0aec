import { loadConfig } from './config/load.ts';
import { runCommand, say } from './process/command.ts';
import { runToItsEnd } from './start/run-until-stopped.ts';
import { APP } from './wiring/identifiers.ts';
import { take } from './wiring/provide.ts';
import { withProduct } from './wiring/with-product.ts';

const COMMAND = { name: 'npm run sweep', about: 'Queues the reminders and calls that are due, once.', options: {} };

await runCommand(COMMAND, () =>
  runToItsEnd((run) =>
    withProduct(loadConfig(process.env), run, async (container) => {
      const { sweepReminders } = take(container, APP.useCases);
      const { firstReminders, secondReminders, escalations, failed } = await sweepReminders();
      say(`First reminders:  ${firstReminders}`);
      say(`Second reminders: ${secondReminders}`);
      say(`Escalations:      ${escalations}`);
      if (failed === 0) return;
      say(`Failed:           ${failed} (see the log above; the next sweep tries them again)`);
      process.exitCode = 1;
    }),
  ),
);
