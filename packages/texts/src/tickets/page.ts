import { escapeHtml, oneLine, severalLines } from '../words/clean-text.ts';

/** The content of a ticket or note, before it is rendered as HTML or text. */
export interface Page {
  /** Each sentence becomes a paragraph. */
  readonly sentences: readonly string[];
  readonly sections: readonly Section[];
}

/** A heading with its lines. A section without a filled line is left out. */
export interface Section {
  readonly heading: string;
  readonly lines: readonly Line[];
}

/** A label and its value, which may have several lines or be a link. A line without a value is left out. */
export interface Line {
  readonly label: string;
  readonly value: string;
  readonly url?: string;
}

/** Renders the page as HTML. It uses only elements that Odoo keeps, and escapes all values. */
export function pageHtml({ sentences, sections }: Page): string {
  const paragraphs = sentences.map((sentence) => `<p>${escapeHtml(oneLine(sentence))}</p>`);
  return [...paragraphs, ...filled(sections).map(sectionHtml)].join('\n');
}

function sectionHtml({ heading, lines }: Section): string {
  return `<p><b>${escapeHtml(heading)}</b></p>\n<ul>\n${lines.map(lineHtml).join('\n')}\n</ul>`;
}

function lineHtml({ label, value, url = '' }: Line): string {
  const text = escapeHtml(severalLines(value)).replaceAll('\n', '<br>');
  return `<li>${escapeHtml(label)}: ${url === '' ? text : `<a href="${escapeHtml(url)}">${text}</a>`}</li>`;
}

/** Renders the same page as plain text. */
export function pageText({ sentences, sections }: Page): string {
  return [sentences.map(oneLine).join('\n'), ...filled(sections).map(sectionText)].join('\n\n');
}

function sectionText({ heading, lines }: Section): string {
  return [
    heading,
    ...lines.map(({ label, value }) => `${label}: ${severalLines(value).replaceAll('\n', '\n  ')}`),
  ].join('\n');
}

function filled(sections: readonly Section[]): readonly Section[] {
  return sections
    .map(({ heading, lines }) => ({ heading, lines: lines.filter(({ value }) => severalLines(value) !== '') }))
    .filter(({ lines }) => lines.length > 0);
}
