import { postgresKeptCounts, postgresKeptFigures } from '@miomente/booking-postgres';
import { loadConfig } from './config/load.ts';
import { runCommand, say } from './process/command.ts';
import { runToItsEnd } from './start/run-until-stopped.ts';
import { APP } from './wiring/identifiers.ts';
import { take } from './wiring/provide.ts';
import { withProduct } from './wiring/with-product.ts';

const COMMAND = {
  name: 'npm run counts',
  about: 'Counts all bookings and compares them with the counts that lists show, and with how partners answer.',
  options: {
    rebuild: { type: 'boolean', about: 'counts again instead; bookings can be read but not changed for a moment' },
  },
} as const;

/** So many are named; the rest of them is a number. */
const NAMED = 20;

await runCommand(COMMAND, ({ rebuild }) =>
  runToItsEnd((run) =>
    withProduct(loadConfig(process.env), run, async (container) => {
      const pool = take(container, APP.pool);
      const [counts, figures] = [postgresKeptCounts(pool), postgresKeptFigures(pool)];
      if (rebuild) {
        await counts.rebuild();
        await figures.rebuild();
        return say('All bookings are counted again.');
      }
      const [wrong, mismeasured] = [await counts.check(), await figures.check()];
      if (wrong.length + mismeasured.length === 0) return say('All counts are right.');
      for (const { customerNumber, kept, counted } of wrong.slice(0, NAMED)) {
        say(`${customerNumber}: kept ${kept.join(', ')}, counted ${counted.join(', ')}`);
      }
      if (wrong.length > 0) say(`Wrong for ${wrong.length} partners (confirmed, declined, cancelled).`);
      if (mismeasured.length > 0) {
        const named = mismeasured.slice(0, NAMED).join(', ');
        say(
          `How they answer is wrong for ${mismeasured.length} partners: ${named}${mismeasured.length > NAMED ? ' …' : ''}`,
        );
      }
      say('Mend it: npm run counts -- --rebuild');
      process.exitCode = 1;
    }),
  ),
);
