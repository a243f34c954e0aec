import { readFileSync } from 'node:fs';
import type { Language, MailKind } from '@miomente/booking-domain';

/** The two formats of a mail. */
export type Flavour = 'html' | 'text';

// The templates are in `src` only; the compiled code reads them from there, too.
const folder = new URL('../../src/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, folder), 'utf8');

/** The source of a mail: the fields above the line of dashes, and the body below it. */
export interface MailSource {
  readonly subject: string;
  readonly title: string;
  readonly preview: string;
  readonly body: string;
}

/**
 * Reads the source of a mail.
 * @throws Error when the file or one of its fields is missing
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

/**
 * Reads a part: text that several mails share, written like a mail's body.
 * @returns undefined when there is no such part
 */
export function readPart(language: Language, name: string): string | undefined {
  return readOptional(`languages/${language}/parts/${name}.hbs`);
}

/**
 * Reads a piece of markup: raw HTML or text with placeholders like `[[argument]]`.
 * @returns undefined when there is no such markup
 */
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
