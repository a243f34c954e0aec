import { z } from 'zod';

const refusal = z.object({
  errors: z.array(z.object({ message: z.string().nullish(), field: z.string().nullish() }).catch({})).min(1),
});

/** One problem that SendGrid names, without any content of the mail. */
export interface ErrorMessage {
  readonly message: string;
  /** Such as `personalizations.0.to.0.email`; null when SendGrid names no field. */
  readonly field: string | null;
}

const MAX_MESSAGES = 3;
const MAX_MESSAGE = 200;
/** A longer text is no error message, and would take long to redact. */
const MAX_READ = 2_000;
const GAP = '…';
const FIELD = /^[a-z_]{1,40}(\.([a-z_]{1,40}|\d{1,4})){0,8}$/i;

/**
 * Reads SendGrid's error messages and redacts them. SendGrid may quote what it received, so everything is removed that
 * was in the mail, or that could be an address, a link, a number or a quotation.
 * @param secrets every personal text of the mail, and the API key
 */
export function errorMessagesIn(body: unknown, secrets: readonly string[]): readonly ErrorMessage[] {
  const parsed = refusal.safeParse(body);
  if (!parsed.success) return [];
  const known = new Set(secrets.flatMap(wordsIn));
  return parsed.data.errors.slice(0, MAX_MESSAGES).map(({ message, field }) => ({
    message: harmless(message ?? '', known),
    field: typeof field === 'string' && FIELD.test(field) ? field : null,
  }));
}

/** `400: The subject is required (subject)`. */
export function inWords(status: number, messages: readonly ErrorMessage[]): string {
  const said = messages.map(({ message, field }) => (field === null ? message : `${message} (${field})`));
  return [`${status}`, said.filter((each) => each !== '').join('; ')].filter((each) => each !== '').join(': ');
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** Shorter words appear in ordinary sentences. */
const MIN_SECRET = 3;

function wordsIn(text: string): readonly string[] {
  return (text.toLowerCase().match(WORD) ?? []).filter((word) => word.length >= MIN_SECRET);
}

function harmless(message: string, secrets: ReadonlySet<string>): string {
  if (message.length > MAX_READ) return GAP;
  const words = message
    // Quotations are removed first: after shortening, half of one could remain without its closing mark.
    .replace(/["“„«`][^"”“»`]*["”“»`]|(?<![\p{L}])'[^']*'|<[^>]*>|\{[^}]*\}/gu, GAP)
    .replace(/\S*[@/\\%]\S*/gu, GAP)
    .replace(WORD, (word) => (isForeign(word) || secrets.has(word.toLowerCase()) ? GAP : word))
    .replace(/[^\x20-\x7e…]+/gu, ' ')
    .replace(/…[\s…]*…/gu, GAP)
    .replace(/\s+/gu, ' ')
    .trim();
  return words.length > MAX_MESSAGE ? `${words.slice(0, MAX_MESSAGE)}${GAP}` : words;
}

/** SendGrid's own words are plain English. Words with numbers or other letters come from the mail. */
function isForeign(word: string): boolean {
  return /\d\D*\d/.test(word) || /[^\x20-\x7e]/.test(word);
}
