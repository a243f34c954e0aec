// Finds the programs that tests need and npm does not have, and installs them when this is root on Debian.
// packages/testing/tools.json lists them; those that only some tests need are asked for by name, as in
// `node scripts/test-tools.mjs operations`. A tool is present when its variable is set, or when one file of each group
// exists.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const tools = JSON.parse(readFileSync(new URL('../packages/testing/tools.json', import.meta.url), 'utf8'));
const isThere = ({ variable, files }) =>
  Boolean(process.env[variable]) || files.every((group) => group.some((file) => existsSync(file)));

const asked = process.argv.slice(2);
const isAsked = ({ only }) => only === undefined || asked.includes(only);

const missing = tools.filter((tool) => isAsked(tool) && !isThere(tool));
if (missing.length > 0) {
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) install(missing);
  const still = missing.filter((tool) => !isThere(tool));
  if (still.length > 0) complain(still);
}

function install(wanted) {
  const packages = wanted.flatMap(({ debian }) => debian);
  console.error(`Installing for the tests: ${packages.join(' ')}`);
  apt(['update']);
  apt(['install', '-y', '--no-install-recommends', ...packages]);
}

function apt(args) {
  const options = [
    '-qq',
    ...['DPkg::Lock::Timeout=300', 'Dpkg::Use-Pty=0', 'Dpkg::Options::=--force-unsafe-io', 'Acquire::Retries=3'],
  ].flatMap((option) => (option.startsWith('-') ? [option] : ['-o', option]));
  const { status, stdout, stderr } = spawnSync('apt-get', [...options, ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    encoding: 'utf8',
  });
  if (status !== 0) console.error(`apt-get ${args.join(' ')} failed:\n${stdout}${stderr}`);
}

function complain(absent) {
  for (const { name, for: purpose, variable, files, debian } of absent) {
    console.error(
      `${name} is missing; ${purpose} need it.\n` +
        `  On Debian: sudo apt-get install --no-install-recommends ${debian.join(' ')}\n` +
        `  Elsewhere: set ${variable} (looked for ${files.map((group) => group.join(' or ')).join(', and ')}).`,
    );
  }
  process.exit(1);
}
