import { escapeHtml, oneLine, severalLines } from '../words/clean-text.ts';

/** What a ticket or note says, before it is HTML or text. */
export interface Page {
  /** Sentences, each a paragraph. */
  readonly sentences: readonly string[];
  readonly sections: readonly Section[];
}

export interface Section {
  readonly heading: string;
  readonly lines: readonly Line[];
}

/** A labelled value, which may have several lines and may be a link; one without a value is left out. */
export interface Line {
  readonly label: string;
  readonly value: string;
  readonly url?: string;
}

/** The page as HTML of the few elements that Odoo keeps, everything foreign escaped. */
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

/** The same as plain text. */
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
