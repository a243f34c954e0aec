import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtOf, proves, ROOT, ROWS } from '../src/index.ts';

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const count = (text: string, part: string): number => text.split(part).length - 1;

/** Every test file of the repository, from its root. */
function testFiles(folder = 'packages'): readonly string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return /^(node_modules|dist|\.stryker)$/.test(entry.name) ? [] : testFiles(path);
    return /\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** The rows that the names of a file's tests and groups speak of. */
function rowsNamedIn(text: string): readonly string[] {
  const names = [
    ...text.matchAll(/\b(?:it|test|describe)(?:\.\w+)*(?:\((?:\[[^;]*?\])?[^'"`;]*?)(['"`])((?:\\.|(?!\1).)*)\1/gs),
  ];
  return [...new Set(names.flatMap(([, , name = '']) => name.match(/\bF\d{1,2}\b/g) ?? []))];
}

const UNPROVED: readonly string[] = [];
const PROVED = ROWS.filter(({ missing }) => missing === undefined);

describe('the fault matrix', () => {
  it('has all its rows, once and in sequence', () => {
    expect(ROWS.map(({ id }) => id)).toEqual(Array.from({ length: 34 }, (_, i) => `F${i + 1}`));
  });

  it('says which rows have no proof', () => {
    expect(ROWS.filter(({ missing }) => missing !== undefined).map(({ id }) => id)).toEqual(UNPROVED);
  });

  it.each(PROVED)('$id: each proof is a test file in which a test has its name', ({ id, proofs }) => {
    expect(proofs.length).toBeGreaterThan(0);
    for (const file of proofs) {
      expect([file, existsSync(join(ROOT, file))]).toEqual([file, true]);
      // The tests of a contract stand beside the domain; whether they ran is seen when they did.
      if (!file.endsWith('.contract.test.ts')) expect([file, proves(id, read(file))]).toEqual([file, true]);
    }
  });

  it('knows every test that has the name of a row', () => {
    const known = new Set(ROWS.flatMap(({ id, proofs }) => proofs.map((file) => `${id} ${file}`)));
    const named = testFiles().flatMap((file) => rowsNamedIn(read(file)).map((id) => `${id} ${file}`));
    expect(named.filter((each) => !known.has(each))).toEqual([]);
  });

  it.each(PROVED)(
    '$id: each of its mutants changes one place, in the source and in its built form',
    ({ proofs, mutants }) => {
      expect(mutants.length).toBeGreaterThan(0);
      for (const { file, find, replace, proof } of mutants) {
        expect(proofs).toContain(proof);
        expect(find).not.toBe(replace);
        expect([file, find, count(read(file), find), count(read(builtOf(file)), find)]).toEqual([file, find, 1, 1]);
      }
    },
  );
});
