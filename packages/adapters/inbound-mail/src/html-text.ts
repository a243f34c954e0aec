import { convert, type HtmlToTextOptions } from 'html-to-text';

const OPTIONS: HtmlToTextOptions = {
  wordwrap: false,
  limits: { maxDepth: 60, maxChildNodes: 5_000 },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    // A heading in capitals would be a shout that nobody wrote.
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'hr', format: 'skip' },
    // Gmail, Thunderbird, Outlook: quotations, what stands above them, and signatures.
    ...[
      'div.gmail_quote_container',
      'div.gmail_attr',
      'div.gmail_signature',
      'div.moz-signature',
      'pre.moz-signature',
      'div.moz-cite-prefix',
      '#Signature',
      '#ms-outlook-mobile-signature',
    ].map((selector) => ({ selector, format: 'skip' })),
  ],
};

/**
 * How much is converted, in characters: of elements that nobody closes the library's time grows with the square, and
 * with this much it is a fraction of a second.
 */
const MAX_HTML = 64 * 1024;

/**
 * The text of a mail in HTML, with quotations as lines that begin with `>`. What comes late in a long mail is left out:
 * above stand the words of its author.
 */
export function textOfHtml(html: string): string {
  return convert(withoutStyles(html).slice(0, MAX_HTML), OPTIONS);
}

/** Some programs begin with many pages of styles. */
function withoutStyles(html: string): string {
  let text = '';
  let at = 0;
  for (;;) {
    const start = foundAfter(html, /<style\b/gi, at)?.start;
    const end = start === undefined ? undefined : foundAfter(html, /<\/style>/gi, start)?.end;
    if (start === undefined || end === undefined) return text + html.slice(at);
    text += html.slice(at, start);
    at = end;
  }
}

function foundAfter(
  text: string,
  pattern: RegExp,
  at: number,
): { readonly start: number; readonly end: number } | undefined {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found === null ? undefined : { start: found.index, end: pattern.lastIndex };
}
