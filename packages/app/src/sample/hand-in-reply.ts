import { randomUUID } from 'node:crypto';
import type { Language } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { z } from 'zod';
import { CommandError } from '../process/command.ts';
import type { WebhookTarget } from './announce.ts';

/** A mail that is answered, as the mail program of its recipient has it. */
export interface RepliedTo {
  readonly messageId: string;
  readonly language: Language;
  readonly sentAt: Date;
  /** Its recipient, who writes the answer. */
  readonly author: { readonly name: string; readonly address: string };
  readonly replyTo: string;
  readonly subject: string;
  readonly text: string;
}

const ANSWER = z.object({ data: z.object({ verdict: z.string() }) });

/**
 * Hands in an answer to a mail as SendGrid's Inbound Parse does: by the real webhook over HTTP, with the real password.
 * @returns what became of it, in the webhook's word
 * @throws CommandError when it was refused; the message says why
 */
export async function handInReply(
  { url, secret }: WebhookTarget,
  reply: { readonly repliedTo: RepliedTo; readonly text: string; readonly at: Date },
): Promise<string> {
  const response = await fetch(`${url}${paths.api.inboundMail.at()}`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`sendgrid:${secret}`).toString('base64')}` },
    body: formOf(reply),
    signal: AbortSignal.timeout(15_000),
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new CommandError(`${url} did not take the answer to a mail (HTTP ${response.status}).`);
  }
  return ANSWER.parse(await response.json()).data.verdict;
}

/** SendGrid's form of a mail that it has parsed. */
function formOf({ repliedTo, text, at }: Parameters<typeof handInReply>[1]): FormData {
  const { author, replyTo } = repliedTo;
  const domain = author.address.slice(author.address.lastIndexOf('@') + 1);
  const subject = `${PROGRAM[repliedTo.language].reply}: ${repliedTo.subject}`;
  const headers = {
    From: `${encodedWords(author.name)} <${author.address}>`,
    To: `<${replyTo}>`,
    Subject: encodedWords(subject),
    Date: at.toUTCString().replace('GMT', '+0000'),
    'Message-ID': `<${randomUUID()}@${domain}>`,
    'In-Reply-To': `<${repliedTo.messageId}@mailbox>`,
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
  };
  const fields = {
    headers: Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}\n`)
      .join(''),
    from: `${author.name} <${author.address}>`,
    to: replyTo,
    subject,
    text: `${text}\n\n${quoted(repliedTo)}`,
    envelope: JSON.stringify({ to: [replyTo], from: author.address }),
    charsets: JSON.stringify({ to: 'UTF-8', from: 'UTF-8', subject: 'UTF-8', text: 'utf-8' }),
    SPF: 'pass',
    dkim: `{@${domain} : pass}`,
    attachments: '0',
  };
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

/** How a mail program in this language answers; no text of ours. */
const PROGRAM: Readonly<
  Record<
    Language,
    { readonly reply: string; readonly locale: string; readonly head: (when: string, who: string) => string }
  >
> = {
  de: { reply: 'AW', locale: 'de-DE', head: (when, who) => `Am ${when} schrieb <${who}>:` },
  en: { reply: 'Re', locale: 'en-GB', head: (when, who) => `On ${when}, <${who}> wrote:` },
};

/** The answered mail as mail programs put it beneath an answer. */
function quoted({ language, sentAt, replyTo, text }: RepliedTo): string {
  const { locale, head } = PROGRAM[language];
  const written = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  const lines = text.split('\n').map((line) => `> ${line}`.trimEnd());
  return [head(written.format(sentAt), replyTo), ...lines].join('\n');
}

/** So many characters fit into an encoded word of 75, whatever they are. */
const WORD_CHARACTERS = 10;

/** Text in a header of a mail: only ASCII, and no line break of its own (RFC 2047). */
function encodedWords(text: string): string {
  const characters = [...text];
  const words: string[] = [];
  for (let at = 0; at < characters.length; at += WORD_CHARACTERS) {
    const bytes = Buffer.from(characters.slice(at, at + WORD_CHARACTERS).join(''));
    words.push(`=?utf-8?B?${bytes.toString('base64')}?=`);
  }
  return words.join('\n ');
}
