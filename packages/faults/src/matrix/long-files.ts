import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const LONG = 'packages/faults/long';
/** Their thousand rounds; `npm test` has some of them. */
const ROUNDS: readonly string[] = [
  'packages/adapters/postgres/test/answered-as-one.test.ts',
  'packages/app/test/idempotency-key.test.ts',
];

/**
 * The test files of `npm run test:faults`, from the root of the repository. A file starts its processes when it is
 * loaded, and ends them after its tests; so one without a wanted test must not be loaded.
 * @param wanted the rows and names that are asked for; all files where there are none
 */
export function longFiles(root: string, wanted: readonly string[]): readonly string[] {
  const own = readdirSync(join(root, LONG)).filter((name) => name.endsWith('.test.ts'));
  const files = [...own.map((name) => `${LONG}/${name}`), ...ROUNDS];
  if (wanted.length === 0) return files;
  const names = new RegExp(`\\b(${wanted.join('|')})\\b`);
  return files.filter((file) => names.test(readFileSync(join(root, file), 'utf8')));
}
