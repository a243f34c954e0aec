import type { Language } from '@miomente/booking-domain';
import { escapeHtml } from '../words/clean-text.ts';
import { type Flavour, readMarkup, readPart } from './template-file.ts';

/**
 * Mails are written once per language, as words: paragraphs between blank lines, `{{#if …}}` on lines of their own, and
 * `{{> name argument="…"}}` for a shared part or a piece of markup; one with `only="html"` or `only="text"` stands in
 * that one alone, so that a part can have another place there. This turns such a source into Handlebars without
 * partials, since SendGrid's dynamic templates have none: once as HTML and once as plain text, so that both always say
 * the same.
 */
export interface Target {
  readonly language: Language;
  readonly flavour: Flavour;
}

const INCLUDE = /\{\{> ([\w-]+)((?: [\w-]+="[^"]*")*)\}\}/;
const INCLUDE_LINE = new RegExp(`^${INCLUDE.source}$`);
const BLOCK_LINE = /^\{\{(?:[#/][^{}]+|else)\}\}$/;

/** A source of several paragraphs as Handlebars. */
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

/** A source of one line, without a paragraph around it. */
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
 * A piece of markup with its arguments in place.
 * @throws when there is no such piece, or it asks for an argument that was not given
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

/** Words with values in double braces: escaped for HTML, and values unescaped in text. */
function words(source: string, { flavour }: Target): string {
  if (flavour === 'text') return source;
  return source
    .split(/(\{\{[^{}]*\}\})/)
    .map((piece, index) => (index % 2 === 1 ? piece : escapeHtml(piece)))
    .join('');
}

/** `{{value}}` as `{{{value}}}`: nothing is HTML in a plain text or a subject. */
export function unescaped(template: string): string {
  return template.replace(/\{\{(?![#/>]|else\b)([^{}]+)\}\}/g, '{{{$1}}}');
}
