// Installs the dependencies when they are missing or older than the lockfile. Needs only Node and npm.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = join(root, 'node_modules/.setup-stamp');
// `.stryker` holds copies while `npm run mutate` runs.
const notSearched = new Set(['node_modules', 'dist', '.stryker', 'src', 'test', 'testing']);

refuseOldNode();
const wanted = fingerprint();
if (stampOnDisk() !== wanted) {
  install();
  writeFileSync(stampFile, wanted);
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Node 20.19 or newer is needed; this is ${process.version}.`);
  process.exit(1);
}

/** Changes with every manifest, with the lockfile, and with the platform of native binaries. */
function fingerprint() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${process.versions.modules}\n`);
  const files = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests('packages').sort()];
  for (const file of files) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function manifests(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.name === 'package.json') return [path];
    // packages/testing is a package; packages/<name>/testing has sources.
    const searched = entry.isDirectory() && (folder === 'packages' || !notSearched.has(entry.name));
    return searched ? manifests(path) : [];
  });
}

function stampOnDisk() {
  try {
    return readFileSync(stampFile, 'utf8');
  } catch {
    return undefined;
  }
}

function install() {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  // --yes: a user's npmrc may forbid npx to download without asking.
  const args = ['--yes', packageManager, 'install', '--frozen-lockfile', '--prefer-offline', '--reporter=append-only'];
  const { status, error } = spawnSync('npx', args, {
    cwd: root,
    env: withoutNpmConfig(process.env),
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  console.error(error ?? `Installing the dependencies failed; see above. To try again: npm run setup`);
  process.exit(status ?? 1);
}

/** npm passes its configuration on in environment variables, which pnpm would obey. Only the network settings stay. */
function withoutNpmConfig(env) {
  const kept = /^npm_config_(registry|userconfig|cache|proxy|https?_proxy|noproxy|cafile|strict_ssl)$/i;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^npm_/i.test(name) || kept.test(name)));
}
