import { readFileSync } from 'node:fs';
import type { Language, MailKind } from '@miomente/booking-domain';

export type Flavour = 'html' | 'text';

// Templates stand among the sources, also when this runs in its built form.
const folder = new URL('../../src/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, folder), 'utf8');

/** A mail's source: what stands above the line of dashes, and the body below it. */
export interface MailSource {
  readonly subject: string;
  readonly title: string;
  readonly preview: string;
  readonly body: string;
}

/**
 * Reads a mail's source.
 * @throws when the file is missing or a line above the dashes is
 */
export function readMail(language: Language, kind: MailKind): MailSource {
  const path = `languages/${language}/mails/${kind}.hbs`;
  const [head = '', body] = read(path).split('\n---\n');
  const field = (name: string): string => {
    const line = head.split('\n').find((each) => each.startsWith(`${name}: `));
    if (line === undefined || body === undefined) throw new Error(`${path} needs a line "${name}: …" above "---".`);
    return line.slice(name.length + 2);
  };
  return { subject: field('subject'), title: field('title'), preview: field('preview'), body: body ?? '' };
}

const found = new Map<string, string | undefined>();

/** A part: words that several mails share, in the same notation as a mail's body; undefined when there is none. */
export function readPart(language: Language, name: string): string | undefined {
  return readOptional(`languages/${language}/parts/${name}.hbs`);
}

/** A piece of markup, raw HTML or text with `[[argument]]` places; undefined when there is none. */
export function readMarkup(flavour: Flavour, name: string): string | undefined {
  return readOptional(`markup/${flavour}/${name}.hbs`);
}

function readOptional(path: string): string | undefined {
  if (!found.has(path)) found.set(path, readIfThere(path));
  return found.get(path);
}

function readIfThere(path: string): string | undefined {
  try {
    return read(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
