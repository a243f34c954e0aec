import { type Declared, declaredIn, GROUPS } from './groups.ts';

const WIDTH = 100;

/** Every group, with the variables that no earlier group has. */
function sections(): readonly { readonly title: string; readonly variables: readonly Declared[] }[] {
  const told = new Set<string>();
  return GROUPS.map((group) => {
    const variables = declaredIn(group).filter(({ name }) => !told.has(name));
    for (const { name } of variables) told.add(name);
    return { title: group.title, variables };
  });
}

/** The part of `--help` about variables: their names by group. `.env.example` explains each. */
export function variablesInWords(): string {
  const groups = sections().map(
    ({ title, variables }) => `  ${title}\n${wrapped(variables.map(({ name }) => name).join(', '), '    ')}`,
  );
  return `Environment variables (all optional in a try-out; .env.example describes them):\n${groups.join('\n')}`;
}

const HEAD = `# Every variable this product reads. None is needed to try it out: \`npm start\` alone brings a
# database, a sample shop, a mailbox page and a ticket page of its own. What is commented out shows
# the default, or an example where there is none. Node reads such a file with
# \`node --env-file=.env packages/app/dist/main.js\`. Secrets can also come from files: the variable's
# name with _FILE at its end takes a path. An empty value counts as absent.
# Written by \`npm run docs:config\` from the declarations; edit those.
`;

/** The content of `.env.example`: every variable with its purpose, and its default or an example. */
export function envExample(): string {
  const parts = sections().map(({ title, variables }) => {
    const rule = '-'.repeat(Math.max(3, WIDTH - title.length - 7));
    return `# --- ${title} ${rule}\n${variables.map(exampleOf).join('\n')}\n`;
  });
  return `${HEAD}\n${parts.join('\n')}`;
}

function exampleOf(declared: Declared): string {
  const { name, secret } = declared;
  const shown = declared.example ?? declared.default ?? '';
  const file = secret === undefined ? [] : [`# ${name}_FILE=`];
  return [wrapped(wordsOf(declared), '# '), `# ${name}=${shown}`, ...file].join('\n');
}

/** The purpose of a variable, and when it is required or what its default is. */
function wordsOf(declared: Declared): string {
  const { about, otherwise, example, default: absent } = declared;
  const without = otherwise === undefined ? '' : ` Without it: ${otherwise}.`;
  const held = example !== undefined && absent ? ` Default: ${absent}.` : '';
  return `${about}${neededIn(declared)}${without}${held}`;
}

function neededIn({ production }: Declared): string {
  return production === undefined ? '' : ' Needed in production.';
}

/** The table for the README: the variables that many will set. */
function readmeTable(): string {
  const rows = sections().flatMap(({ variables }) => variables.filter(({ inReadme }) => inReadme === true));
  const cells = rows.map((declared) => [
    `\`${declared.name}\``,
    defaultOf(declared),
    declared.about.replace(/\.$/, ''),
  ]);
  return tableOf([['variable', 'default', 'meaning'], ...cells]);
}

function defaultOf({ default: absent, otherwise, madeUp, needed }: Declared): string {
  if (madeUp === true) return 'generated in a try-out';
  if (otherwise !== undefined) return otherwise;
  if (absent !== undefined && absent !== '') return `\`${absent}\``;
  return needed === undefined ? 'none' : 'needed with its system';
}

const TABLE = /(<!-- variables -->\n)[\s\S]*(\n<!-- \/variables -->)/;

/** The README with its table updated from the declarations. */
export function withReadmeTable(readme: string): string {
  return readme.replace(TABLE, (_, before: string, after: string) => `${before}\n${readmeTable()}\n${after}`);
}

/** The page `docs/settings.md`: every variable, with what follows from it. */
export function settingsPage(): string {
  const parts = sections().map(({ title, variables }) => {
    const rows = variables.map((declared) => [
      nameOf(declared),
      defaultOf(declared),
      `${declared.about}${neededIn(declared)}`,
    ]);
    return `## ${title}\n\n${tableOf([['variable', 'default', 'what follows from it'], ...rows])}\n`;
  });
  return `${SETTINGS_HEAD}\n${parts.join('\n')}`;
}

const SETTINGS_HEAD = `# Settings

Every environment variable, and what follows from it. Written by \`npm run docs:config\` from the declarations. A process
reads them once, at its start: a change takes a [rolling restart](operations.md#upgrades). A variable marked _secret_ may
also come from a file, by its name with \`_FILE\` at its end.
`;

function nameOf({ name, secret }: Declared): string {
  return `\`${name}\`${secret === undefined ? '' : ' _(secret)_'}`;
}

/** A table in Markdown. The first row is its head. */
function tableOf([head = [], ...rows]: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]): string => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [head, head.map(() => '---'), ...rows].map(cells).join('\n');
}

/** Wraps words into lines of limited length, each with a prefix. */
function wrapped(words: string, prefix: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of words.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length + prefix.length > WIDTH && line !== '') {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line].map((each) => `${prefix}${each}`).join('\n');
}
