import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expected, type Life, replayed } from './replay.ts';

/**
 * Lives of bookings as a release decided them, a file for each, written by `record.mjs` from that release's own code.
 * Where a rule was changed since, the life says so itself: `since` names the rule and what comes of it today.
 */
const FILES = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.jsonl'));

const read = (file: string): readonly Life[] =>
  readFileSync(`${import.meta.dirname}/${file}`, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => JSON.parse(line));

describe.each(FILES)('booking#audit-trail: lives of %s, decided and folded again', (file) => {
  const lives = read(file);

  it.each(lives.map((life, n) => [n, life.since?.rule ?? 'as then', life] as const))(
    'life %i comes to the same: %s',
    (_n, _rule, life) => {
      const now = replayed(life);
      expect(now).toEqual(expected(life));
    },
  );

  it('what is said to have changed has', () => {
    for (const life of lives) {
      if (life.since === undefined) continue;
      const { since, ...then } = life;
      expect(since.rule).toMatch(/^[a-z]+#[a-z-]+$/);
      expect(replayed(life)).not.toEqual(expected(then));
    }
  });

  it('they tell of every answer, of reminders, and of the end', () => {
    const types = new Set(
      lives.flatMap(({ steps }) => steps.flatMap((step) => ('kept' in step ? step.kept : []))).map(({ type }) => type),
    );
    for (const type of ['confirmed', 'declined', 'reopened', 'reminded', 'escalated', 'cancelled', 'details_changed'])
      expect(types).toContain(type);
  });
});
