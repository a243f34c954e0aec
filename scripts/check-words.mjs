// Checks that no code or document uses words that readers had to decode, and that each pattern works: every entry has
// an example that must match. The list is short on purpose: it has no words of normal English.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** A pattern, what to write instead, and an example that the pattern must find. */
const AVOIDED = [
  [/\bneighbours?\b/i, 'external system, or adjacent', 'a neighbour is down'],
  [/\bto and fro\b/i, 'back and forth', 'sent to and fro'],
  [/\btakes? down that\b/i, 'records that', 'takes down that these orders are settled'],
  [/\bhas it be there\b/i, 'creates it', 'this has it be there'],
  [/\bwhat closes what\b/i, 'what must be closed first', 'what closes what'],
  [/\b(?:does not|doesn['’]t) mind\b/i, 'ignores, or does not depend on', 'it does not mind the order'],
  [/\b(?:MOST|LONGEST|LEAST)_[A-Z]/, 'MAX_ or MIN_', 'MOST_ROWS'],
  [/\bHappening\b/, 'flash message', 'class Happening'],
  [/\btold-?once\b/i, 'in-flight', 'told-once.ts'],
];

const idle = AVOIDED.filter(([pattern, , example]) => !pattern.test(example));
for (const [pattern] of idle) console.error(`${pattern} does not find its own example.`);

// Applied migrations are never edited, and two files list such words on purpose.
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'])
  .toString()
  .split('\n')
  .filter((file) => /\.(ts|tsx|mjs|js|md)$/.test(file) && existsSync(file))
  .filter((file) => !['scripts/check-words.mjs', 'packages/texts/test/wording.test.ts'].includes(file));

let found = 0;
for (const file of files) {
  for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    for (const [pattern, instead] of AVOIDED) {
      const match = pattern.exec(line);
      if (match === null) continue;
      found += 1;
      console.error(`${file}:${index + 1}: "${match[0]}"; write ${instead}.`);
    }
  }
}
console.log(`${files.length} files, ${AVOIDED.length} patterns, each seen to work.`);
process.exitCode = found + idle.length === 0 ? 0 : 1;
