import { loadConfig } from './config/load.ts';
import { runCommand } from './process/command.ts';
import { runUntilStopped } from './start/run-until-stopped.ts';
import { startSchedulerAlone } from './start/scheduler-alone.ts';

const COMMAND = {
  name: 'npm run start:scheduler',
  about: 'Runs one of any number of schedulers: reminders, mails, tickets, and orders that no webhook announced.',
  options: {},
};

await runCommand(COMMAND, () =>
  runUntilStopped((run) => startSchedulerAlone(loadConfig(process.env, { makeSecrets: false }), run)),
);
