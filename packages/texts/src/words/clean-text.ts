/** Control characters, line and paragraph separators: they would break a header or a line. */
const BREAKING = /[\p{Cc}\u2028\u2029\s]+/gu;
/** Direction overrides and isolates: they can make the rest of a line read backwards. Right-to-left letters stay. */
const TURNING = /[\u202a-\u202e\u2066-\u2069\ufeff]/gu;
/** Unpaired surrogates and noncharacters: neither HTML nor XML can contain them. */
const NO_CHARACTER = /[\p{Surrogate}\p{Noncharacter_Code_Point}]/gu;

/**
 * Makes untrusted text safe to show on one line: removes control characters, line breaks and direction overrides, and
 * collapses white space.
 */
export function oneLine(text: string): string {
  return text.replace(NO_CHARACTER, '\ufffd').replace(TURNING, '').replace(BREAKING, ' ').trim();
}

/** The same for text of several lines: line breaks stay. */
export function severalLines(text: string): string {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/u)
    .map(oneLine)
    .join('\n')
    .trim();
}

const characters = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Shortens a text to at most `length` UTF-16 units. It cuts between visible characters and adds an ellipsis. */
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

/** Escapes a text for HTML, for content and for quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
