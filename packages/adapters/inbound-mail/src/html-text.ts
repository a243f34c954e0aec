import { convert, type HtmlToTextOptions } from 'html-to-text';

const OPTIONS: HtmlToTextOptions = {
  wordwrap: false,
  limits: { maxInputLength: 500_000, maxDepth: 60, maxChildNodes: 5_000 },
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

/** The text of a mail in HTML, with quotations as lines that begin with `>`. */
export function textOfHtml(html: string): string {
  return convert(html, OPTIONS);
}
