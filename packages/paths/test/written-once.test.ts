import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { type Address, paths } from '../src/index.ts';

const PACKAGES = fileURLToPath(new URL('../../', import.meta.url));
/** What the product consists of; tools and tests may write an address as a stranger would. */
const PRODUCT = ['adapters', 'app', 'config', 'domain', 'http', 'scheduler', 'texts', 'try-out'];

function sourcesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory())
      return ['node_modules', 'dist', '.stryker', 'test', 'testing', 'docs', 'example', 'assets'].includes(entry.name)
        ? []
        : sourcesBelow(path);
    return /\.(?:tsx?|hbs)$/.test(entry.name) ? [path] : [];
  });
}

const addresses = (group: object): readonly Address[] =>
  Object.values(group).flatMap((each: Address | object) => ('pattern' in each ? [each] : addresses(each)));

/** The part of each address before what it leaves open; the root is in every path. */
const heads = new Set(
  addresses(paths)
    .map(({ pattern }) => pattern.replace(/\/?:.*/, ''))
    .filter((head) => head !== '/'),
);
const escaped = [...heads].map((head) => head.replaceAll('.', '\\.').replaceAll('/', '\\\\?/'));
const WRITTEN_OUT = new RegExp(`(?<![\\w.)\\]*])(?:${escaped.join('|')})(?![\\w-])`);

/** The code without its comments, and without what it imports. */
const bare = (code: string): string =>
  code
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(?<![:'"`])\/\/.*$/gm, '')
    .replace(/from '[^']*'/g, '');

it('api#addresses-declared-once: no address is written out in the product but where it is declared', () => {
  const files = PRODUCT.flatMap((name) => sourcesBelow(`${PACKAGES}${name}`));
  expect(files.length).toBeGreaterThan(400);
  const found = files.flatMap((file) =>
    bare(readFileSync(file, 'utf8'))
      .split('\n')
      .filter((line) => WRITTEN_OUT.test(line))
      .map((line) => `${file.slice(PACKAGES.length)}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});

it('and one that was would be found', () => {
  for (const line of [
    "href: '/dashboard/bookings'",
    'action="/login"',
    '}/api/confirm/x',
    '/^\\/manager/',
    "'GET /metrics'",
  ])
    expect(WRITTEN_OUT.test(line), line).toBe(true);
  for (const line of ["from '../login/x.ts'", "'/loginx'", '</main>', "'https://example.org/x'"])
    expect(WRITTEN_OUT.test(line), line).toBe(false);
});
