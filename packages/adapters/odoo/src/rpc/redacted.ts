const GAP = '…';
const LONGEST = 200;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** Shorter ones are in every sentence. */
const MIN_SECRET = 3;
/** A name of Odoo's own, such as helpdesk.ticket or team_id. */
const TECHNICAL = /^[a-z][a-z0-9]*([._][a-z0-9]+)+$/;

/**
 * Foreign words that may be shown: without what we sent, and without anything that looks like an address, a link, a
 * number of somebody or a quotation, since Odoo quotes records.
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
