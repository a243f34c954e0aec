// Runs every check that needs no running product. All checks run, also after one has failed.
import { spawnSync } from 'node:child_process';

const bin = (name) => `node_modules/.bin/${name}`;
const typedoc = 'packages/domain/node_modules/.bin/typedoc';
const checks = [
  ['types', bin('tsc'), '-b'],
  ['types of the tests', bin('tsc'), '-p', 'tsconfig.test.json'],
  ['style', bin('biome'), 'check', '--error-on-warnings', '.'],
  ['layers', process.execPath, 'scripts/check-layers.mjs'],
  ['rules and their tests', process.execPath, 'scripts/check-rules.mjs'],
  ['plain words', process.execPath, 'scripts/check-words.mjs'],
  ['unused code and dependencies', bin('knip')],
  ['one copy of each dependency', process.execPath, 'scripts/check-duplicates.mjs'],
  [
    'docstrings of the domain',
    typedoc,
    '--options',
    'packages/domain/typedoc.json',
    '--emit',
    'none',
    '--logLevel',
    'Warn',
  ],
  ['what the domain exports (npm run docs:api writes it anew)', process.execPath, 'scripts/check-exports.mjs'],
  ['the description of the API', process.execPath, 'scripts/check-openapi.mjs'],
  ['the domain as a package', process.execPath, 'scripts/check-package.mjs'],
];

const failed = checks.filter(([name, command, ...args]) => {
  console.log(`\n== ${name}`);
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (error) console.error(error);
  return status !== 0;
});

console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.map(([name]) => name).join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
