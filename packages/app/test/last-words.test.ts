import { expect, it } from 'vitest';
import { lastWords } from '../src/process/last-words.ts';
import { startFile } from './support/process.ts';

const CANARY = 'anna.huber@example.org';
const child = new URL('children/unhandled.mjs', import.meta.url).pathname;

it.each(['rejection', 'exception'])(
  'running#no-shell: a process ends at once, with one line without data, on an unhandled %s',
  async (KIND) => {
    const running = startFile(child, { KIND, CANARY, CODE: '57P01' });
    expect(await running.ended).toBe(1);
    const lines = running.output().trimEnd().split('\n');
    expect(lines).toEqual([
      expect.stringMatching(/^The process ends: nothing handled an error \(57P01\) at .*unhandled/),
    ]);
    expect(running.output()).not.toContain(CANARY);
  },
);

it('reports a thrown value that is no Error only as that', () => {
  expect(lastWords(CANARY)).toBe('The process ends: nothing handled an error (no_error_object). Start it again.');
});
