import { loadConfig } from './config/load.ts';
import { migrateAll } from './database/migrate-all.ts';
import { borrowDatabase } from './database/open-database.ts';
import { runCommand, say } from './process/command.ts';
import { runToItsEnd } from './start/run-until-stopped.ts';

const COMMAND = {
  name: 'npm run migrate',
  about: 'Brings the database up to date. Safe to run again, and from several machines at once.',
  options: {},
};

await runCommand(COMMAND, () =>
  runToItsEnd(async ({ opens }) => {
    const config = loadConfig(process.env);
    const { url } = await opens((onFolder) => borrowDatabase(config, onFolder));
    const applied = await migrateAll(url);
    for (const name of applied) say(`applied ${name}`);
    say(applied.length === 0 ? 'The database is up to date.' : `The database is up to date now.`);
  }),
);
