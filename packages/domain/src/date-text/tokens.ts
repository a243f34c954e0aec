/** A piece of a text about a date. `gap`: white space stands before it. */
export type Token =
  | { readonly type: 'number'; readonly text: string; readonly gap: boolean }
  /** Lower case, without accents: `März` is `marz`. */
  | { readonly type: 'word'; readonly text: string; readonly gap: boolean }
  | { readonly type: 'mark'; readonly text: string; readonly gap: boolean };

/** What a text says, and what stands in its brackets, each apart. */
export interface Tokens {
  readonly main: readonly Token[];
  readonly remarks: readonly (readonly Token[])[];
}

const PIECE = /(?<gap>\s*)(?:(?<number>[0-9]+)|(?<word>\p{L}+)|(?<mark>\S))/gu;
/** What no reader sees: joiners, soft hyphens, direction marks, byte order marks. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const DASH = /[\p{Pd}\u2212~]/u;
const APOSTROPHE = /['\u2018\u2019\u00b4`]/;
const OPENING = '([{';
const CLOSING = ')]}';

/**
 * Cuts a text into numbers, words and marks. Brackets that are never closed reach to the end.
 * @returns undefined for a bracket that closes what was never opened
 */
export function tokenize(text: string): Tokens | undefined {
  const main: Token[] = [];
  const remarks: Token[][] = [];
  let depth = 0;
  let gap = false;
  for (const { groups } of shown(text).matchAll(PIECE)) {
    const token = tokenOf(groups ?? {}, gap);
    gap = false;
    if (OPENING.includes(token.text)) {
      if (depth === 0) remarks.push([]);
      depth += 1;
    } else if (CLOSING.includes(token.text)) {
      depth -= 1;
      gap = true;
    } else (depth === 0 ? main : (remarks.at(-1) ?? [])).push(token);
    if (depth < 0) return undefined;
  }
  return { main, remarks };
}

/** Shops keep texts as HTML: what a customer was shown, what was typed into an editor. */
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  shy: '',
  ndash: '-',
  mdash: '-',
  '#39': "'",
  '#039': "'",
  '#160': ' ',
};

/** A text without what no reader sees, with every stretch of white space as one blank. */
export function visible(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/** As it reads: other forms of the same letters and figures are theirs, and every blank is one. */
function shown(text: string): string {
  return text
    .replace(/<\/?[a-z][^>]*>/gi, ' ')
    .replace(/&(#?\w{2,5});/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replace(INVISIBLE, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/\p{Cc}/gu, ' ')
    .toLowerCase();
}

function tokenOf(groups: Readonly<Record<string, string | undefined>>, gap: boolean): Token {
  const { number, word, mark = '' } = groups;
  const base = { gap: gap || (groups['gap'] ?? '') !== '' };
  if (number !== undefined) return { type: 'number', text: number, ...base };
  if (word !== undefined) return { type: 'word', text: word, ...base };
  return { type: 'mark', text: DASH.test(mark) ? '-' : APOSTROPHE.test(mark) ? "'" : mark, ...base };
}
