import { loadConfig } from './config/load.ts';
import { runCommand } from './process/command.ts';
import { startEverything } from './start/everything.ts';
import { runUntilStopped } from './start/run-until-stopped.ts';

const COMMAND = {
  name: 'npm start',
  about: 'Runs everything on this machine: database, sample shop, mailbox, ticket desk, HTTP and scheduler.',
  options: {},
};

await runCommand(COMMAND, () => runUntilStopped((run) => startEverything(loadConfig(process.env), run)));
