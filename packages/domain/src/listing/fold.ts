/**
 * Text as it is searched: lower case, without accents, `ß` as `ss`, runs of white space as one
 * space. Both sides of a search go through it. A sigma is the same at the end of a word, or a part
 * of a name would not be found in the whole.
 */
export function foldForSearch(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ς', 'σ')
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
