import { loadConfig } from './config/load.ts';
import { runCommand } from './process/command.ts';
import { startHttpAlone } from './start/http-alone.ts';
import { runUntilStopped } from './start/run-until-stopped.ts';

await runCommand(() => runUntilStopped((run) => startHttpAlone(loadConfig(process.env), run)));
