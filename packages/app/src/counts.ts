import { postgresKeptCounts } from '@miomente/booking-postgres';
import { loadConfig } from './config/load.ts';
import { runCommand, say } from './process/command.ts';
import { runToItsEnd } from './start/run-until-stopped.ts';
import { APP } from './wiring/identifiers.ts';
import { take } from './wiring/provide.ts';
import { withProduct } from './wiring/with-product.ts';

const COMMAND = {
  name: 'npm run counts',
  about: 'Counts all bookings and compares them with the counts that lists show.',
  options: {
    rebuild: { type: 'boolean', about: 'counts again instead; bookings can be read but not changed for a moment' },
  },
} as const;

/** So many are named; the rest of them is a number. */
const NAMED = 20;

await runCommand(COMMAND, ({ rebuild }) =>
  runToItsEnd((run) =>
    withProduct(loadConfig(process.env), run, async (container) => {
      const counts = postgresKeptCounts(take(container, APP.pool));
      if (rebuild) {
        await counts.rebuild();
        return say('All bookings are counted again.');
      }
      const wrong = await counts.check();
      if (wrong.length === 0) return say('All counts are right.');
      for (const { customerNumber, kept, counted } of wrong.slice(0, NAMED)) {
        say(`${customerNumber}: kept ${kept.join(', ')}, counted ${counted.join(', ')}`);
      }
      say(`Wrong for ${wrong.length} partners (confirmed, declined, cancelled). Mend it: npm run counts -- --rebuild`);
      process.exitCode = 1;
    }),
  ),
);
