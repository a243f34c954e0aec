// Checks rules and citations: each citation (`orders#day-without-time`) must lead to a rule in docs/rules, and each
// rule must be named by a test.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

const folder = 'docs/rules';
const pages = readdirSync(folder).filter(
  (name) => name.endsWith('.md') && !['README.md', 'requirements.md'].includes(name),
);
const rules = new Set(
  pages.flatMap((page) =>
    [...readFileSync(`${folder}/${page}`, 'utf8').matchAll(/<a id="([^"]*)"><\/a>/g)].map(
      ([, anchor]) => `${basename(page, '.md')}#${anchor}`,
    ),
  ),
);
const subjects = pages.map((page) => basename(page, '.md')).join('|');
const citation = new RegExp(String.raw`(?<![\w/.#])(?:${subjects})#[a-z0-9-]+`, 'g');

const files = execFileSync('git', [
  'ls-files',
  '--cached',
  '--others',
  '--exclude-standard',
  'packages',
  'scripts',
  'migrations',
])
  .toString()
  .split('\n')
  .filter((file) => /\.(ts|tsx|mjs|js|sql)$/.test(file) && file !== 'scripts/check-rules.mjs');

// Numbers of requirements, which tests name too.
const REQUIREMENT = /\b(?:US|FR)-\d+(?:\.\d+)?/g;
const requirementsPage = readFileSync(`${folder}/requirements.md`, 'utf8');
const requirements = new Set(requirementsPage.match(REQUIREMENT));

const tested = new Set();
const complaints = [...requirementsPage.matchAll(citation)]
  .filter(([cited]) => !rules.has(cited))
  .map(([cited]) => `requirements.md names ${cited}, which docs/rules does not have.`);
for (const file of files) {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    continue; // Deleted, but still in git's list.
  }
  for (const [cited] of text.matchAll(citation)) {
    if (!rules.has(cited)) complaints.push(`${file} cites ${cited}, which docs/rules does not have.`);
    if (/\.test\.tsx?$|\/contracts\//.test(file)) tested.add(cited);
  }
  for (const [number] of text.matchAll(REQUIREMENT)) {
    if (!requirements.has(number)) complaints.push(`${file} cites ${number}, which requirements.md does not list.`);
  }
}
for (const rule of rules) {
  if (!tested.has(rule)) complaints.push(`No test names the rule ${rule}.`);
}
for (const complaint of complaints) console.error(complaint);
console.log(`${rules.size} rules, ${tested.size} of them named by tests.`);
process.exitCode = complaints.length === 0 ? 0 : 1;
