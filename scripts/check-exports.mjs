// Fails when what the domain exports is not what packages/domain/exports.api.md says: a change of it is to be seen in a diff.
import { spawnSync } from 'node:child_process';

const extractor = 'packages/domain/node_modules/.bin/api-extractor';
const { status, stdout, stderr } = spawnSync(extractor, ['run', '--config', 'packages/domain/api-extractor.json'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
});
if (status !== 0) {
  console.error(`${stdout}${stderr}`);
  console.error('What the domain exports has changed. See what it breaks, then write it down by `npm run docs:api`.');
  process.exit(1);
}
console.log('The domain exports what exports.api.md says.');
