import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type InboundMail, MAX_REPLY_LENGTH } from '@miomente/booking-domain';
import type { InboundMailConfig } from './config.ts';
import { type InboundForm, readForm } from './form.ts';
import { textOfHtml } from './html-text.ts';
import { type MimeMail, readHeaders } from './mime.ts';
import { originOf } from './origin.ts';
import { ownWords } from './own-words.ts';

/** How many mails are read at once; the others wait before their first byte is read. */
const MAX_AT_ONCE = 4;

/** Reads what SendGrid's Inbound Parse posts (replies#webhook). */
export interface InboundMailReceiver {
  /** The password of basic authentication. */
  readonly secret: string;
  /** Reads a request in one pass, so that its body must be untouched. Never throws because of what is in it. */
  readonly read: (request: IncomingMessage) => Promise<InboundMail | 'unreadable' | 'too_large'>;
}

/** Makes the receiver. @param config the domain of the addresses, and the password */
export function inboundMailReceiver({ domain, secret }: InboundMailConfig): InboundMailReceiver {
  const turn = turns(MAX_AT_ONCE);
  return {
    secret,
    read: (request) =>
      turn(async () => {
        const form = await readForm(request);
        // Some headers are too many for the parser; sent again, they would be no fewer.
        return typeof form === 'string' ? form : mailOf(form, domain).catch(() => 'unreadable' as const);
      }),
  };
}

async function mailOf(form: InboundForm, ownDomain: string): Promise<InboundMail | 'unreadable'> {
  const mail = form.raw ?? (await parsedMail(form));
  if (mail === null) return 'unreadable';
  const { headers, calendar } = mail;
  const envelope = envelopeOf(form);
  const authors = headers.all('from').length === 1 ? headers.addresses('from') : [];
  const author = authors.length === 1 ? (authors[0] ?? null) : null;
  const named = [...headers.addresses('to'), ...headers.addresses('cc')];
  const text = ownWords(mail.text.trim() === '' ? textOfHtml(mail.html) : mail.text).slice(0, MAX_REPLY_LENGTH);
  const origin = originOf({
    headers,
    author,
    envelopeFrom: envelope.from,
    spf: textOf(form, 'SPF'),
    dkim: textOf(form, 'dkim'),
    calendar,
    ownDomain,
  });
  const id = headers.all('message-id')[0] ?? '';
  const key = digest(id === '' ? ['no id', author, headers.all('date')[0], mail.text, mail.html] : ['id', id]);
  return { key, recipients: envelope.to.length > 0 ? envelope.to : named, author, origin, text };
}

/** A mail as SendGrid has parsed it; null without its headers. */
async function parsedMail(form: InboundForm): Promise<MimeMail | null> {
  const headers = textOf(form, 'headers');
  if (headers.trim() === '') return null;
  // A calendar's answer is among the attachments, but its type is in the headers when the mail is nothing else.
  return {
    headers: await readHeaders(headers),
    text: textOf(form, 'text'),
    html: textOf(form, 'html'),
    calendar: false,
  };
}

/** The envelope; unknown where SendGrid tells none. */
function envelopeOf(form: InboundForm): { readonly from: string | null; readonly to: readonly string[] } {
  const envelope = jsonOf(form, 'envelope');
  const { from, to } = envelope as { readonly from?: unknown; readonly to?: unknown };
  return {
    from: typeof from === 'string' ? from.trim() : null,
    to: (Array.isArray(to) ? to : []).filter((each): each is string => typeof each === 'string'),
  };
}

type Field = Parameters<InboundForm['fields']['get']>[0];

function jsonOf(form: InboundForm, name: Field): object {
  try {
    const value: unknown = JSON.parse((form.fields.get(name) ?? '').toString());
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** A field's text, in the charset that SendGrid names for it; as UTF-8 where that is unknown. */
function textOf(form: InboundForm, name: Field): string {
  const bytes = form.fields.get(name);
  if (bytes === undefined) return '';
  const charset = (jsonOf(form, 'charsets') as Readonly<Record<string, unknown>>)[name];
  try {
    return new TextDecoder(typeof charset === 'string' ? charset : 'utf-8').decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

function digest(parts: readonly (string | null | undefined)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Lets so many run at once, the others in the order they came. */
function turns(limit: number): <Value>(work: () => Promise<Value>) => Promise<Value> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
