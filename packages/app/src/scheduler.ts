import { loadConfig } from './config/load.ts';
import { runCommand } from './process/command.ts';
import { runUntilStopped } from './start/run-until-stopped.ts';
import { startSchedulerAlone } from './start/scheduler-alone.ts';

await runCommand(() => runUntilStopped((run) => startSchedulerAlone(loadConfig(process.env), run)));
