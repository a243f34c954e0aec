import { loadConfig } from './config/load.ts';
import { runCommand, say } from './process/command.ts';
import { APP } from './wiring/identifiers.ts';
import { take } from './wiring/provide.ts';
import { withProduct } from './wiring/with-product.ts';

await runCommand(() =>
  withProduct(loadConfig(process.env), async (container) => {
    const { firstReminders, secondReminders, escalations, failed } = await take(
      container,
      APP.useCases,
    ).sweepReminders();
    say(`First reminders:  ${firstReminders}`);
    say(`Second reminders: ${secondReminders}`);
    say(`Escalations:      ${escalations}`);
    if (failed === 0) return;
    say(`Failed:           ${failed} (see the log above; the next sweep tries them again)`);
    process.exitCode = 1;
  }),
);
