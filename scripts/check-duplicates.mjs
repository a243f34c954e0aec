// Fails when a direct dependency is installed twice: in two versions, or in one version with two sets of peer
// dependencies. Two copies have two classes of the same name, and a module augmentation reaches only one of them.
import { readdirSync, readFileSync } from 'node:fs';

/** Packages that are needed twice, and why. */
const excused = {
  'ajv-formats': 'the linter of the API’s description brings an old one',
  parse5: 'attw brings old ones for colouring what it prints; ours reads rendered mails in tests',
  typescript: 'dependency-cruiser and attw need the classic API, which TypeScript 7 does not have',
};

const copies = new Map();
for (const [, name, version] of snapshots().matchAll(/^ {2}'?(@?[^@'\s]+)@([^:]+?)'?:(?: \{\})?$/gm)) {
  copies.set(name, [...(copies.get(name) ?? []), version]);
}
const direct = new Set(manifests().flatMap(dependencyNames));
const external = [...direct].filter((name) => !name.startsWith('@miomente/'));

const unread = external.filter((name) => !copies.has(name));
const twice = external.filter((name) => (copies.get(name)?.length ?? 0) > 1 && !(name in excused));
for (const name of unread) console.error(`${name} is not in pnpm-lock.yaml`);
for (const name of twice)
  console.error(`${name} is installed ${copies.get(name).length} times: ${copies.get(name).join(', ')}`);
if (unread.length + twice.length > 0) process.exit(1);
console.log(
  `${external.length} direct dependencies, each installed once (${Object.keys(excused).join(', ')} excused).`,
);

/** The part of the lockfile that lists each copy by name, version and peers. */
function snapshots() {
  const lockfile = readFileSync('pnpm-lock.yaml', 'utf8');
  return lockfile.slice(lockfile.indexOf('\nsnapshots:'));
}

function manifests() {
  const folders = ['packages', 'packages/adapters'].flatMap((folder) =>
    readdirSync(folder).map((name) => `${folder}/${name}/package.json`),
  );
  return ['package.json', ...folders].flatMap((file) => {
    try {
      return [JSON.parse(readFileSync(file, 'utf8'))];
    } catch (error) {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
      throw error;
    }
  });
}

function dependencyNames({ dependencies, devDependencies, optionalDependencies }) {
  return Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
}
