// `npm run build`: writes build/, which is all that production needs beside Node. Nothing in it has to be installed or
// compiled. `npm run build -- <folder>` writes to another folder, which must be empty, absent or an earlier build.
// `--with-try-out` adds the pages that a production has not: the tests run their processes from such a build.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { rolldown } from 'rolldown';
import { COMMANDS } from './commands.mjs';
import { FILES, filesFrom, readsFilesBeside } from './files.mjs';
import { leaveOut } from './left-out.mjs';
import { licensesOf } from './licenses.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const { values, positionals } = parseArgs({
  options: { 'with-try-out': { type: 'boolean', default: false } },
  allowPositionals: true,
});
const target = resolve(positionals[0] ?? join(ROOT, 'build'));

/** Optional parts of libraries, which work without: asked for by `require`, in a `try`. */
const OPTIONAL = ['pg-native', 'pg-cloudflare', 'typescript'];

emptyFolder(target);
const bundle = await rolldown({
  cwd: ROOT,
  input: Object.fromEntries(COMMANDS.map((name) => [name, join(ROOT, 'packages/app/dist', `${name}.js`)])),
  platform: 'node',
  external: [/^node:/, ...OPTIONAL],
  plugins: [leaveOut({ tryOut: values['with-try-out'] }), readsFilesBeside(ROOT)],
  onLog: (level, log, handle) => {
    // `depd` names the functions that it deprecates with it.
    if (log.code === 'EVAL' && /\/depd\//.test(log.message)) return;
    // What can't be found now would be missing in production.
    handle(level === 'warn' ? 'error' : level, log);
  },
  logLevel: 'warn',
});
const { output } = await bundle.write({
  dir: target,
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: 'chunks/[name]-[hash].js',
  banner: filesFrom,
  sourcemap: true,
  // From the repository's root, wherever the build is written.
  sourcemapPathTransform: (source, map) => relative(ROOT, resolve(dirname(map), source)),
  // Names stay: they are in stack traces and in the log.
  minify: false,
});
await bundle.close();

// Whatever is still asked for by name would be missing in production.
const outside = output
  .flatMap((chunk) => (chunk.type === 'chunk' ? [...chunk.imports, ...chunk.dynamicImports] : []))
  .filter((name) => !isBuiltin(name) && !OPTIONAL.includes(name) && !output.some(({ fileName }) => fileName === name));
if (outside.length > 0) throw new Error(`These are not in the build: ${[...new Set(outside)].join(', ')}`);

for (const { from, to } of FILES) {
  mkdirSync(dirname(join(target, to)), { recursive: true });
  cpSync(join(ROOT, from), join(target, to), { recursive: true, dereference: true });
}
const { version, engines, license } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
write(
  'package.json',
  `${JSON.stringify({ name: 'booking-confirmation', version, license, private: true, type: 'module', engines }, null, 2)}\n`,
);
write('LICENSES.txt', licensesOf(ROOT, output));

const size = sizeOf(target);
console.log(`${relative(process.cwd(), target) || target}: ${size.files} files, ${(size.bytes / 1e6).toFixed(1)} MB`);

function write(name, text) {
  writeFileSync(join(target, name), text);
}

/** Whoever mistypes the folder's name must not lose its content. */
function emptyFolder(folder) {
  if (!existsSync(folder)) return;
  const names = readdirSync(folder);
  if (names.length > 0 && !(names.includes('http.js') && names.includes('LICENSES.txt'))) {
    console.error(`${folder} has other files: name an empty folder.`);
    process.exit(1);
  }
  rmSync(folder, { recursive: true });
}

function sizeOf(folder) {
  let files = 0;
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    files += 1;
    bytes += readFileSync(join(entry.parentPath, entry.name)).length;
  }
  return { files, bytes };
}
