/** Letters that Unicode does not decompose, and what people type in their place. */
const AS_WRITTEN: Readonly<Record<string, string>> = {
  ß: 'ss',
  ς: 'σ',
  ı: 'i',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ŧ: 't',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ŋ: 'n',
  ĸ: 'k',
};
const WHOLE_LETTERS = new RegExp(`[${Object.keys(AS_WRITTEN).join('')}]`, 'g');

/**
 * Text for searching: lower case, without accents and strokes, `ß` as `ss`, white space collapsed (api#search). Both
 * sides of a search use it. A final sigma becomes a normal one; otherwise a part of a name would not match the whole.
 */
export function foldForSearch(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(WHOLE_LETTERS, (letter) => AS_WRITTEN[letter] ?? letter)
    .replace(/\s+/g, ' ')
    .trim();
}

/** The text that a search matches: the customer's name and the order number. */
export function searchText(
  customer: { readonly firstName: string; readonly lastName: string },
  orderNumber: string,
): string {
  return foldForSearch(`${customer.firstName} ${customer.lastName} ${orderNumber}`);
}
