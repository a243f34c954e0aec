const GAP = '…';
const LONGEST = 200;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** Shorter words appear in ordinary sentences. */
const MIN_SECRET = 3;
/** A technical name of Odoo, such as helpdesk.ticket or team_id. */
const TECHNICAL = /^[a-z][a-z0-9]*([._][a-z0-9]+)+$/;

/**
 * Redacts a text of Odoo, so that it can be shown. Removes what we sent, and everything that could be an address, a
 * link, a personal number or a quotation, because Odoo quotes records.
 */
export function redacted(line: string, secrets: readonly string[]): string {
  const known = new Set(secrets.flatMap(wordsIn));
  const words = line
    .replace(/["“„«`'‘]([^"”“»`'’]*)["”“»`'’]/gu, (_, quoted: string) => (TECHNICAL.test(quoted) ? quoted : GAP))
    .replace(/\S*[@/\\%]\S*/gu, GAP)
    .replace(/\S*\d[\d\s-]{3,}\d\S*/gu, GAP)
    .replace(WORD, (word) => (known.has(word.toLowerCase()) ? GAP : word))
    .replace(/[^\x20-\x7e…\p{L}]+/gu, ' ')
    .replace(/…[\s…]*…/gu, GAP)
    .replace(/\s+/gu, ' ')
    .trim();
  return words.length > LONGEST ? `${words.slice(0, LONGEST)}${GAP}` : words;
}

function wordsIn(text: string): readonly string[] {
  return (text.toLowerCase().match(WORD) ?? []).filter((word) => word.length >= MIN_SECRET);
}
