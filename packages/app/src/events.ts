import { loadConfig } from './config/load.ts';
import { CommandError, runCommand, say } from './process/command.ts';
import { runToItsEnd } from './start/run-until-stopped.ts';
import { APP } from './wiring/identifiers.ts';
import { take } from './wiring/provide.ts';
import { withProduct } from './wiring/with-product.ts';

const COMMAND = {
  name: 'npm run events',
  about:
    'Goes on pushing events to EVENTS_URL: after a pause, or from another position. Schedulers push; this only says from ' +
    'where.',
  options: {
    resume: { type: 'boolean', default: false, about: 'goes on after the last event that was taken' },
    after: { type: 'string', value: 'POSITION', about: 'goes on after this position; 0 pushes everything again' },
  },
} as const;

await runCommand(COMMAND, async ({ resume, after }) => {
  if (!resume && after === undefined) throw new CommandError('Say --resume, or --after with a position; see --help.');
  if (after !== undefined && !/^\d{1,15}$/.test(after))
    throw new CommandError('--after must be a position: the `sequence` of an event, or 0.');
  const config = loadConfig(process.env);
  await runToItsEnd((run) =>
    withProduct(config, run, async (container) => {
      const { resumeEvents } = take(container, APP.useCases);
      await resumeEvents(after === undefined ? undefined : Number(after));
      if (config.EVENTS_URL === undefined)
        say('EVENTS_URL is not set here. Events are pushed by the schedulers where it is.');
      say(
        `Events are pushed again, after ${after === undefined ? 'the last one that was taken' : `position ${after}`}.`,
      );
    }),
  );
});
