import { PORTS } from '@miomente/booking-domain';
import { loadConfig } from './config/load.ts';
import { eraseCustomerAfterMs } from './config/policies.ts';
import { CommandError, runCommand, say } from './process/command.ts';
import { makeProgress } from './process/progress.ts';
import { runToItsEnd } from './start/run-until-stopped.ts';
import { APP } from './wiring/identifiers.ts';
import { take } from './wiring/provide.ts';
import { withProduct } from './wiring/with-product.ts';

const COMMAND = {
  name: 'npm run erase',
  about:
    'Erases the customer data of bookings whose event was more than ERASE_CUSTOMER_DATA_AFTER_DAYS ago, and the notes of ' +
    'calls as long ago. Can be stopped and run again at any time.',
  options: { 'dry-run': { type: 'boolean', default: false, about: 'only counts them' } },
} as const;

await runCommand(COMMAND, async ({ 'dry-run': dryRun }) => {
  const config = loadConfig(process.env);
  if (eraseCustomerAfterMs(config) === null) {
    throw new CommandError(
      'ERASE_CUSTOMER_DATA_AFTER_DAYS is not set, so customer data is kept and nothing was erased. Set it to the number ' +
        'of days after the event.',
    );
  }
  await runToItsEnd((run) =>
    withProduct(config, run, async (container) => {
      const progress = makeProgress('bookings', take(container, PORTS.clock));
      const { eraseCustomerData } = take(container, APP.useCases);
      const { bookings, callNotes } = await eraseCustomerData({
        dryRun,
        onProgress: (done) => progress.at(done, undefined),
      });
      progress.end();
      say(
        dryRun
          ? `Bookings to erase: ${bookings}, notes of calls: ${callNotes}. Nothing was changed.`
          : `Bookings erased: ${bookings}, notes of calls: ${callNotes}.`,
      );
      if (!dryRun && bookings > 0) say('The texts of their tickets are emptied by the schedulers.');
    }),
  );
});
