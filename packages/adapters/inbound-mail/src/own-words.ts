import {
  ATTRIBUTIONS,
  CLOSING,
  CONTACT,
  FORWARDED,
  HEADER_LINE,
  HEADER_START,
  MOBILE,
  POSTSCRIPT,
  SEPARATOR,
} from './mail-phrases.ts';

/** An attribution may be wrapped over so many lines. */
const ATTRIBUTION_LINES = 3;
/** Within so many lines, the headers of a quoted mail follow each other. */
const HEADER_LINES = 7;
const MAX_LINE = 2_000;

/**
 * What its author wrote in a mail: without quotations, forwarded mails and signature (replies#own-words). In doubt a line
 * stays. Each line is looked at a bounded number of times, and by patterns that can't run away.
 */
export function ownWords(text: string): string {
  const lines = text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll('\0', '')
    .replaceAll(/[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replaceAll('\u00a0', ' ')
    .split('\n')
    .map((line) => line.trimEnd());
  const own: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.length <= MAX_LINE) {
      if (isEnd(lines, at)) break;
      const attribution = attributionAt(lines, at);
      if (attribution > 0) {
        at += attribution - 1;
        // Without marks, nobody can tell where the quotation ends.
        if (!isQuoted(nextWritten(lines, at))) break;
        continue;
      }
      if (MOBILE.test(line.trim())) continue;
    }
    if (!isQuoted(line)) own.push(line);
  }
  return tidy(withoutSignature(own));
}

const isQuoted = (line: string): boolean => /^\s*>/.test(line);

function nextWritten(lines: readonly string[], after: number): string {
  return lines.slice(after + 1, after + 6).find((line) => line.trim() !== '') ?? '';
}

/** Whether everything from here on is somebody else's: a signature, a forwarded mail, or the headers of a quoted one. */
function isEnd(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  if (/^-- ?$/.test(line)) return true;
  const plain = line.replaceAll('*', '').trim();
  if (SEPARATOR.test(plain) || FORWARDED.test(plain)) return true;
  if (/^_{10,}$/.test(plain)) return HEADER_START.test(nextWritten(lines, at).replaceAll('*', '').trim());
  if (!HEADER_START.test(plain)) return false;
  const following = lines.slice(at + 1, at + HEADER_LINES).map((next) => next.replaceAll('*', '').trim());
  return following.filter((next) => HEADER_LINE.test(next)).length >= 2;
}

/** How many lines the attribution that begins here has ("Am … schrieb …:"); 0 when none does. */
function attributionAt(lines: readonly string[], at: number): number {
  let joined = '';
  for (let count = 1; count <= ATTRIBUTION_LINES; count += 1) {
    const line = lines[at + count - 1];
    if (line === undefined || isQuoted(line) || (count === 1 && line.trim() === '')) return 0;
    joined = `${joined} ${line.trim()}`.trim();
    if (joined.length > 400) return 0;
    if (joined.endsWith(':') && ATTRIBUTIONS.some((pattern) => pattern.test(joined)) && /\d/.test(joined)) return count;
  }
  return 0;
}

/** What follows the closing formula and a name goes when it reads like a card: contact data, and no sentence. */
function withoutSignature(lines: readonly string[]): readonly string[] {
  const closing = lines.findLastIndex((line) => CLOSING.test(line.trim()));
  if (closing < 0) return lines;
  const name = lines.findIndex((line, at) => at > closing && line.trim() !== '');
  if (name < 0) return lines;
  const card = lines.slice(name + 1).filter((line) => line.trim() !== '');
  const isCard =
    card.some((line) => CONTACT.test(line)) &&
    card.every((line) => line.length <= 120 && !POSTSCRIPT.test(line.trim()) && !isSentence(line.trim()));
  return isCard ? lines.slice(0, name + 1) : lines;
}

/** Somebody says something, which no card does. */
const isSentence = (line: string): boolean => /[?!]$/.test(line) || /^\S+(?: \S+){5,}\.$/.test(line);

function tidy(lines: readonly string[]): string {
  return lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}
