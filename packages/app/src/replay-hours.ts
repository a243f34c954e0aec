import { DAY_MS, PORTS } from '@miomente/booking-domain';
import { loadConfig } from './config/load.ts';
import { bookingPolicy } from './config/policies.ts';
import { runCommand, say } from './process/command.ts';
import { makeProgress } from './process/progress.ts';
import { daysFrom, replayTable, withOtherHours } from './replay/replay-table.ts';
import { runToItsEnd } from './start/run-until-stopped.ts';
import { APP } from './wiring/identifiers.ts';
import { take } from './wiring/provide.ts';
import { withProduct } from './wiring/with-product.ts';

const COMMAND = {
  name: 'npm run replay:hours',
  about:
    'Replays the bookings that came in lately under other hours, and prints how many reminders, calls and late answers ' +
    'there would have been, as if everybody had answered when they did. Changes nothing.',
  options: {
    set: {
      type: 'string',
      multiple: true,
      value: 'REMINDER_CLOCK=working',
      about: 'one of the other hours; may be repeated',
    },
    days: { type: 'string', value: '90', about: 'how far back the bookings came in; 90 by default' },
  },
} as const;

await runCommand(COMMAND, async ({ set = [], days }) => {
  const sinceMs = daysFrom(days) * DAY_MS;
  const config = loadConfig(process.env);
  const other = loadConfig(withOtherHours(process.env, set));
  await runToItsEnd((run) =>
    withProduct(
      config,
      run,
      async (container) => {
        const progress = makeProgress('bookings', take(container, PORTS.clock));
        const { replayHours } = take(container, APP.useCases);
        const [now, then] = await replayHours([bookingPolicy(config), bookingPolicy(other)], {
          sinceMs,
          onProgress: (done) => progress.at(done, undefined),
        });
        progress.end();
        if (now !== undefined && then !== undefined) for (const line of replayTable(now, then)) say(line);
      },
      { migrates: false },
    ),
  );
});
