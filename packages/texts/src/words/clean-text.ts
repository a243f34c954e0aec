/** Controls, line and paragraph separators: they would break a header or a line. */
const BREAKING = /[\p{Cc}\u2028\u2029\s]+/gu;
/** Embeddings, overrides and isolates can make the rest of a line read backwards; plain right-to-left letters stay. */
const TURNING = /[\u202a-\u202e\u2066-\u2069\ufeff]/gu;
/** Halves of characters, and code points that are none: no HTML or XML can carry them. */
const NO_CHARACTER = /[\p{Surrogate}\p{Noncharacter_Code_Point}]/gu;

/** Foreign text as one harmless line: without controls, line breaks and direction overrides, spaces collapsed. */
export function oneLine(text: string): string {
  return text.replace(NO_CHARACTER, '\ufffd').replace(TURNING, '').replace(BREAKING, ' ').trim();
}

/** The same for text of several lines, whose line breaks stay. */
export function severalLines(text: string): string {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/u)
    .map(oneLine)
    .join('\n')
    .trim();
}

const characters = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** At most `length` UTF-16 units, cut between characters as people see them, with an ellipsis when cut. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  let kept = '';
  for (const { segment } of characters.segment(text)) {
    if (kept.length + segment.length > length - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML, in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
