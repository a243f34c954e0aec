import { loadConfig } from './config/load.ts';
import { migrateAll } from './database/migrate-all.ts';
import { borrowDatabase } from './database/open-database.ts';
import { runCommand, say } from './process/command.ts';

await runCommand(async () => {
  const database = await borrowDatabase(loadConfig(process.env));
  try {
    const applied = await migrateAll(database.url);
    for (const name of applied) say(`applied ${name}`);
    say(applied.length === 0 ? 'The database is up to date.' : `The database is up to date now.`);
  } finally {
    await database.stop();
  }
});
