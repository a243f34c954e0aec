/** A token of a text about a date. `gap`: there is white space before it. */
export type Token =
  | { readonly type: 'number'; readonly text: string; readonly gap: boolean }
  /** Lower case, without accents: `März` is `marz`. */
  | { readonly type: 'word'; readonly text: string; readonly gap: boolean }
  | { readonly type: 'mark'; readonly text: string; readonly gap: boolean };

/** The tokens of a text, and those of each of its brackets separately. */
export interface Tokens {
  readonly main: readonly Token[];
  readonly remarks: readonly (readonly Token[])[];
}

const PIECE = /(?<gap>\s*)(?:(?<number>[0-9]+)|(?<word>\p{L}+)|(?<mark>\S))/gu;
/** Invisible characters: joiners, soft hyphens, direction marks, byte order marks. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const DASH = /[\p{Pd}\u2212~]/u;
const APOSTROPHE = /['\u2018\u2019\u00b4`]/;
const OPENING = '([{';
const CLOSING = ')]}';

/**
 * Splits a text into numbers, words and marks. Unclosed brackets reach to the end.
 * @returns undefined for a closing bracket without an opening one
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

/** Shops store texts as HTML: labels and texts from an editor. */
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

/** A text without invisible characters, and with white space collapsed. */
export function visible(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/** Normalises compatibility forms of letters and digits, and all kinds of blanks. */
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
