import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const domain = fileURLToPath(new URL('../..', import.meta.url));
const root = fileURLToPath(new URL('../../../..', import.meta.url));

/** A package as another project gets it. */
export interface Packed {
  readonly tarball: string;
  /** Every file in it, by path within the package. */
  readonly files: readonly string[];
  remove(): void;
}

/** Packs the domain as it stands, with npm. */
export function pack(): Packed {
  const folder = mkdtempSync(join(tmpdir(), 'domain-packed-'));
  const told = run('npm', ['pack', '--json', '--pack-destination', folder], domain);
  const [{ filename, files }] = JSON.parse(told) as [{ filename: string; files: { path: string }[] }];
  return {
    tarball: join(folder, filename),
    files: files.map(({ path }) => path),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** A project outside of the workspace that has only the package. */
export interface Consumer {
  readonly folder: string;
  write(name: string, text: string): void;
  /** Copies a folder of the domain package into the project. */
  copy(name: string): void;
  /** Makes one of our tools a dependency of the project. */
  link(dependency: string): void;
  node(...args: readonly string[]): string;
  /** Compiles with a TypeScript of ours: the current one, or the last with the classic API. */
  tsc(typescript: '7' | '6', options: Readonly<Record<string, unknown>>): string;
  remove(): void;
}

/** @param type whether the project's own files are ES modules or CommonJS */
export function makeConsumer({ tarball }: Packed, type: 'module' | 'commonjs'): Consumer {
  const folder = mkdtempSync(join(tmpdir(), 'domain-consumer-'));
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  write('package.json', JSON.stringify({ name: 'consumer', version: '1.0.0', private: true, type }));
  // Without network: a package without dependencies needs none.
  run('npm', ['install', '--offline', '--no-audit', '--no-fund', '--ignore-scripts', tarball], folder);
  return {
    folder,
    write,
    copy: (name) => cpSync(join(domain, name), join(folder, name), { recursive: true }),
    link: (dependency) => {
      const target = join(folder, 'node_modules', dependency);
      if (existsSync(target)) return;
      mkdirSync(dirname(target), { recursive: true });
      symlinkSync(homeOf(dependency), target, 'junction');
    },
    node: (...args) => run(process.execPath, args, folder),
    tsc: (typescript, compilerOptions) => {
      const always = { strict: true, skipLibCheck: false, target: 'ES2022', lib: ['ES2022'], types: [], outDir: 'out' };
      write(
        'tsconfig.json',
        JSON.stringify({ compilerOptions: { ...always, ...compilerOptions }, include: ['*.*ts', 'example'] }),
      );
      const home = typescript === '7' ? join(root, 'node_modules/typescript') : homeOf('typescript');
      return run(process.execPath, [join(home, 'bin/tsc'), '-p', '.'], folder);
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** What npm put into the project. */
export function installed({ folder }: Consumer): readonly string[] {
  return readdirSync(join(folder, 'node_modules'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('package.json'))
    .map((path) => dirname(path));
}

/** Finds one of our tools: the domain's own, else the workspace's. */
function homeOf(dependency: string): string {
  const own = join(domain, 'node_modules', dependency);
  return existsSync(own) ? own : join(root, 'node_modules', dependency);
}

/** @throws Error with its output when it fails */
function run(command: string, args: readonly string[], cwd: string): string {
  // The inner npm would obey the outer one's variables.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|node_options|vitest)/i.test(name)),
  );
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}${error?.message ?? ''}`);
  return stdout;
}
