// Packs the domain package as it would be published, and checks with publint and attw whether others can import it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { packageManager } = JSON.parse(readFileSync('package.json', 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'package-'));
try {
  run('node_modules/.bin/tsc', ['-b', 'packages/domain/testing']);
  run('npx', ['--yes', packageManager, '--dir', 'packages/domain', 'pack', '--pack-destination', folder]);
  const tarball = join(folder, readdirSync(folder)[0]);
  run('node_modules/.bin/publint', ['run', tarball, '--strict']);
  run('node_modules/.bin/attw', [tarball, '--profile', 'esm-only', '--format', 'ascii', '--no-color', '--no-emoji']);
  console.log('The domain can be published and imported.');
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function run(command, args) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_config_(?!registry|cache|cafile|userconfig)/i.test(name)),
  );
  const { status, stdout, stderr } = spawnSync(command, args, {
    env,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  console.error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`);
  rmSync(folder, { recursive: true, force: true });
  process.exit(1);
}
