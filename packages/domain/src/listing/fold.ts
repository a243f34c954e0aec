/** Letters that Unicode takes for whole ones, and what somebody without them on the keyboard types. */
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
 * Text as it is searched: lower case, without accents and strokes, `ß` as `ss`, runs of white space as one
 * space (api#search). Both sides of a search go through it. A sigma is the same at the end of a word, or a part
 * of a name would not be found in the whole.
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

/** What a booking is found by: the customer's name and the order number. */
export function searchText(
  customer: { readonly firstName: string; readonly lastName: string },
  orderNumber: string,
): string {
  return foldForSearch(`${customer.firstName} ${customer.lastName} ${orderNumber}`);
}
