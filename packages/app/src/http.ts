import { loadConfig } from './config/load.ts';
import { runCommand } from './process/command.ts';
import { startHttpAlone } from './start/http-alone.ts';
import { runUntilStopped } from './start/run-until-stopped.ts';

const COMMAND = {
  name: 'npm run start:http',
  about: 'Runs one of any number of HTTP processes, on a database that `npm run migrate` has brought up to date.',
  options: {},
};

await runCommand(COMMAND, () =>
  runUntilStopped((run) => startHttpAlone(loadConfig(process.env, { makeSecrets: false }), run)),
);
