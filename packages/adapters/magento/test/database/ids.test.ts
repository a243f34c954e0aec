import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isOneOf } from '../../src/database/ids.ts';

/** The ids that satisfy a condition made of ranges or a list. */
function meant(sql: string, values: readonly unknown[]): readonly number[] {
  if (sql === 'id IN (?)') return [...new Set(values[0] as number[])].toSorted((a, b) => a - b);
  const ranges = sql.slice(1, -1).split(' OR ');
  return ranges.flatMap((range, i) => {
    expect(range).toBe('id BETWEEN ? AND ?');
    const [first, last] = [Number(values[2 * i]), Number(values[2 * i + 1])];
    return Array.from({ length: last - first + 1 }, (_, n) => first + n);
  });
}

it('orders#none-missed: the condition matches exactly the given ids, however they are spread and ordered', () => {
  const runs = fc.array(fc.tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 30 })), { minLength: 1 });
  fc.assert(
    fc.property(runs, (drawn) => {
      const ids = drawn.flatMap(([first, length]) => Array.from({ length }, (_, n) => first + n));
      const { sql, values } = isOneOf('id', ids);
      expect(meant(sql, values)).toEqual([...new Set(ids)].toSorted((a, b) => a - b));
    }),
  );
});

it('uses ranges for adjacent ids, and a list for scattered ones', () => {
  expect(isOneOf('id', [3, 1, 2, 4, 9, 8, 7, 6])).toEqual({
    sql: '(id BETWEEN ? AND ? OR id BETWEEN ? AND ?)',
    values: [1, 4, 6, 9],
  });
  expect(isOneOf('id', [1, 3, 5, 7])).toEqual({ sql: 'id IN (?)', values: [[1, 3, 5, 7]] });
  expect(isOneOf('id', [1])).toEqual({ sql: 'id IN (?)', values: [[1]] });
});
