import { loadConfig } from './config/load.ts';
import { runCommand } from './process/command.ts';
import { startEverything } from './start/everything.ts';
import { runUntilStopped } from './start/run-until-stopped.ts';

await runCommand(() => runUntilStopped((run) => startEverything(loadConfig(process.env), run)));
