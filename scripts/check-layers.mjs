// Checks the layer rules of .dependency-cruiser.cjs, and that each of them works: dependency-cruiser reports success
// when it can't read TypeScript, and a rule whose pattern matches nothing never fails.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const config = resolve('.dependency-cruiser.cjs');
const { forbidden } = createRequire(import.meta.url)(config);

/** One violation of each rule: the importing file, and what it imports. */
const planted = {
  'domain-imports-only-itself': ['packages/domain/src/a.ts', 'node:fs'],
  'domain-testing-imports-only-the-domain-and-test-tools': ['packages/domain/testing/a.ts', 'pg'],
  'the-example-uses-the-domain-as-others-do': ['packages/domain/example/a.ts', '../src/target.ts'],
  'texts-know-only-the-domain': ['packages/texts/src/a.ts', '../../http/src/target.ts'],
  'config-knows-only-domain-and-texts': ['packages/config/src/a.ts', '../../http/src/target.ts'],
  'texts-use-only-handlebars': ['packages/texts/src/b.ts', 'koa'],
  'adapters-know-only-domain-texts-and-config': ['packages/adapters/local/src/a.ts', '../../postgres/src/target.ts'],
  'paths-stand-alone': ['packages/paths/src/a.ts', '../../domain/src/target.ts'],
  'http-knows-only-what-stands-below': ['packages/http/src/a.tsx', '../../scheduler/src/target.ts'],
  'try-out-knows-http-and-what-it-shows': ['packages/try-out/src/a.ts', '../../scheduler/src/target.ts'],
  'nobody-loads-the-try-out-unasked': ['packages/app/src/c.ts', '../../try-out/src/target.ts'],
  'answers-to-problems-know-no-page': ['packages/http/src/problem/a.ts', '../pages/target.ts'],
  'scheduler-knows-only-the-domain': ['packages/scheduler/src/a.ts', '../../http/src/target.ts'],
  'embedded-postgres-stands-alone': ['packages/embedded-postgres/src/a.ts', '../../domain/src/target.ts'],
  'nobody-imports-app': ['packages/testing/src/a.ts', '../../app/src/target.ts'],
  'nobody-imports-bench': ['packages/testing/src/b.ts', '../../bench/src/target.ts'],
  'product-never-imports-test-code': ['packages/app/src/a.ts', '../../domain/testing/target.ts'],
  'pg-only-where-sql-is': ['packages/http/src/b.ts', 'pg'],
  'jobs-only-in-scheduler-and-postgres': ['packages/http/src/c.ts', 'graphile-worker'],
  'inversify-only-in-app-and-modules': ['packages/http/src/d.ts', 'inversify'],
  'no-cycles': ['packages/app/src/cycle.ts', './cycle.ts'],
  'no-cycles-between-subjects': ['packages/domain/src/one/a.ts', '../other/b.ts'],
  'every-import-is-found': ['packages/app/src/b.ts', './nowhere.ts'],
};

/** Further files for a cycle between two folders. */
const beside = {
  'packages/domain/src/other/b.ts': "import '../one/target.ts';\n",
  'packages/domain/src/one/target.ts': 'export {};\n',
};

/** Folders without sources of ours; `.stryker` holds copies of the domain while `npm run mutate` runs. */
const notRead = new Set(['node_modules', 'dist', 'docs', '.stryker']);

const idle = forbidden.map(({ name }) => name).filter((name) => !rulesFiredOnPlants().has(name));
if (idle.length > 0) fail(`These rules did not fire on a violation planted for them: ${idle.join(', ')}`);

const { modules, summary } = cruise('.');
const seen = new Set(modules.map(({ source }) => source));
const unseen = typescriptFiles('packages').filter((file) => !seen.has(file));
if (unseen.length > 0) fail(`dependency-cruiser did not read: ${unseen.join(', ')}`);

for (const { rule, from, to } of summary.violations) console.error(`${rule.name}: ${from} imports ${to}`);
if (summary.violations.length > 0) fail(`${summary.violations.length} imports break the layer rules.`);
const edges = modules.reduce((sum, { dependencies }) => sum + dependencies.length, 0);
console.log(`${forbidden.length} rules, each seen to fire; ${edges} imports in ${modules.length} files keep them.`);

function rulesFiredOnPlants() {
  rulesFiredOnPlants.fired ??= cruisePlants();
  return rulesFiredOnPlants.fired;
}

/** The names of the rules that fired on the file planted for them. */
function cruisePlants() {
  const folder = mkdtempSync(join(tmpdir(), 'layers-'));
  try {
    for (const [file, target] of Object.values(planted)) {
      write(join(folder, file), `import '${target}';\n`);
      if (target.endsWith('target.ts')) write(join(folder, dirname(file), target), 'export {};\n');
    }
    for (const [file, text] of Object.entries(beside)) write(join(folder, file), text);
    const { violations } = cruise(folder).summary;
    const fired = violations.filter(({ rule, from }) => [planted[rule.name]?.[0], folderOf(rule.name)].includes(from));
    return new Set(fired.map(({ rule }) => rule.name));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** For rules about folders: the folder of the planted file. */
function folderOf(name) {
  return planted[name] === undefined ? undefined : dirname(planted[name][0]);
}

function cruise(cwd) {
  const cli = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [cli, 'packages', '--config', config, '--output-type', 'json'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
  try {
    return JSON.parse(stdout);
  } catch {
    return fail(`dependency-cruiser failed:\n${stderr}${stdout}`);
  }
}

function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function typescriptFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return notRead.has(entry.name) ? [] : typescriptFiles(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
