import type { Language } from '@miomente/booking-domain';
import { escapeHtml } from '../words/clean-text.ts';
import { type Flavour, readMarkup, readPart } from './template-file.ts';

/**
 * The language and the format that a mail is composed for.
 *
 * Mails are written once per language, as plain words. Blank lines separate paragraphs, and `{{#if …}}` has a line of
 * its own. `{{> name argument="…"}}` includes a shared part or a piece of markup; with `only="html"` or `only="text"`
 * it appears in that format only. SendGrid's dynamic templates have no partials, so this file turns such a source into
 * Handlebars without them: once as HTML and once as plain text. Both always say the same, because they have one source.
 */
export interface Target {
  readonly language: Language;
  readonly flavour: Flavour;
}

const INCLUDE = /\{\{> ([\w-]+)((?: [\w-]+="[^"]*")*)\}\}/;
const INCLUDE_LINE = new RegExp(`^${INCLUDE.source}$`);
const BLOCK_LINE = /^\{\{(?:[#/][^{}]+|else)\}\}$/;

/** Composes a source of several paragraphs into a Handlebars template. */
export function composeBody(source: string, target: Target): string {
  const out: string[] = [];
  let paragraph: string[] = [];
  const endParagraph = (): void => {
    if (paragraph.length > 0) out.push(placed('paragraph', { text: joined(paragraph, target) }, target));
    paragraph = [];
  };
  for (const line of source.split('\n')) {
    const include = INCLUDE_LINE.exec(line);
    if (include === null && !BLOCK_LINE.test(line) && line !== '') {
      paragraph.push(line);
      continue;
    }
    endParagraph();
    out.push(include === null ? line : included(include, target));
  }
  endParagraph();
  return out.join('');
}

/** Composes a source of one line into a Handlebars template, without a paragraph around it. */
export function composeLine(source: string, target: Target): string {
  const include = INCLUDE.exec(source);
  if (include === null) return words(source, target);
  const before = source.slice(0, include.index);
  const [name = ''] = include.slice(1);
  const part = readPart(target.language, name);
  const middle = part === undefined ? included(include, target).trimEnd() : composeLine(part.trimEnd(), target);
  return words(before, target) + middle + composeLine(source.slice(include.index + include[0].length), target);
}

function joined(lines: readonly string[], target: Target): string {
  return lines.map((line) => composeLine(line, target)).join(target.flavour === 'html' ? '<br>\n' : '\n');
}

function included([whole, name = '', written = '']: RegExpExecArray, target: Target): string {
  const values: Record<string, string> = {};
  for (const [, key = '', value = ''] of written.matchAll(/([\w-]+)="([^"]*)"/g)) values[key] = words(value, target);
  const { only = target.flavour, ...rest } = values;
  if (only !== target.flavour) return '';
  const part = readPart(target.language, name);
  return part !== undefined ? composeBody(part, target) : placed(name, rest, target, whole);
}

/**
 * A piece of markup with its arguments filled in.
 * @throws Error when the markup does not exist, or when it needs an argument that is missing
 */
export function placed(
  name: string,
  values: Readonly<Record<string, string>>,
  { flavour }: Target,
  at: string = name,
): string {
  const markup = readMarkup(flavour, name);
  if (markup === undefined) throw new Error(`${at}: there is no templates/markup/${flavour}/${name}.hbs`);
  return markup.replace(/\[\[(rule )?([\w-]+)\]\]/g, (_, rule: string | undefined, key: string) => {
    const value = values[key];
    if (value === undefined) throw new Error(`${at}: templates/markup/${flavour}/${name}.hbs needs ${key}="…"`);
    return rule === undefined ? value : '─'.repeat(value.length);
  });
}

/** Escapes the words around the `{{…}}` expressions for HTML; leaves plain text as it is. */
function words(source: string, { flavour }: Target): string {
  if (flavour === 'text') return source;
  return source
    .split(/(\{\{[^{}]*\}\})/)
    .map((piece, index) => (index % 2 === 1 ? piece : escapeHtml(piece)))
    .join('');
}

/** Turns `{{value}}` into `{{{value}}}`: plain texts and subjects must not be HTML-escaped. */
export function unescaped(template: string): string {
  return template.replace(/\{\{(?![#/>]|else\b)([^{}]+)\}\}/g, '{{{$1}}}');
}
