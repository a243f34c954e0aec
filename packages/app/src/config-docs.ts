import { readFileSync, writeFileSync } from 'node:fs';
import { envExample, settingsPage, withReadmeTable } from './config/describe.ts';
import { runCommand, say } from './process/command.ts';

const COMMAND = {
  name: 'npm run docs:config',
  about: 'Writes .env.example, docs/settings.md and the README’s table of variables from their declarations.',
  options: {},
};
const ROOT = new URL('../../../', import.meta.url);

await runCommand(COMMAND, async () => {
  const readme = new URL('README.md', ROOT);
  writeFileSync(new URL('.env.example', ROOT), envExample());
  writeFileSync(readme, withReadmeTable(readFileSync(readme, 'utf8')));
  writeFileSync(new URL('docs/settings.md', ROOT), settingsPage());
  say('Wrote .env.example, docs/settings.md and the table in README.md.');
});
