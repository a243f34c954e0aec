import { Readable } from 'node:stream';
import { type AttachmentStream, type HeaderLines, type Headers, MailParser, type MessageText } from 'mailparser';
import { cutTexts } from './cut-texts.ts';

/**
 * How much of a mail's texts is looked at, in characters or bytes. Far more than is kept, since quotations may come
 * first; and so little that no mail holds up other requests, for it is looked at in one go.
 */
export const MAX_TEXT: number = 256 * 1024;

/** How much of a text is given to the parser: none of that many characters is longer, however it is encoded. */
const MAX_TEXT_BYTES = 12 * MAX_TEXT;

/** A mail, without its attachments. */
export interface MimeMail {
  readonly headers: MailHeaders;
  /** The text as it was written; empty when there is none. */
  readonly text: string;
  readonly html: string;
  /** Whether a part of it is a calendar’s answer, or its invitation. */
  readonly calendar: boolean;
}

/** The headers of a mail. */
export interface MailHeaders {
  /** The values of a header by its name in lower case, unfolded, in their order. */
  all(name: string): readonly string[];
  /** The addresses in a header, which may have several. */
  addresses(name: 'from' | 'to' | 'cc'): readonly string[];
}

const OPTIONS = { skipHtmlToText: true, skipTextToHtml: true, skipTextLinks: true, skipImageLinks: true } as const;
/** Where a calendar names its method. */
const CALENDAR_HEAD_BYTES = 4_096;
const METHOD = /^METHOD:(?:REPLY|REQUEST|COUNTER|CANCEL|DECLINECOUNTER)/im;

/**
 * Reads a mail in one pass. Attachments are streamed past.
 * @throws Error when it can't be read
 */
export function readMime(source: Readable): Promise<MimeMail> {
  return new Promise((resolve, reject) => {
    const parser = new MailParser(OPTIONS);
    let lines: HeaderLines = [];
    let parsed: Headers = new Map();
    let text = '';
    let html = '';
    let calendar = false;
    parser.on('headerLines', (found: HeaderLines) => {
      lines = found;
    });
    parser.on('headers', (found: Headers) => {
      parsed = found;
    });
    parser.on('data', (part: AttachmentStream | MessageText) => {
      if (part.type === 'text') {
        text = joined(text, part.text ?? '');
        if (typeof part.html === 'string') html = joined(html, part.html);
        return;
      }
      const isCalendar = part.contentType.toLowerCase() === 'text/calendar';
      let head = '';
      part.content.on('data', (chunk: Buffer) => {
        if (isCalendar && head.length < CALENDAR_HEAD_BYTES) head += chunk.toString('latin1');
      });
      part.content.on('end', () => {
        calendar ||= METHOD.test(head);
        part.release?.();
      });
    });
    parser.once('end', () => {
      resolve({ headers: headersOf(lines, parsed), text, html, calendar });
    });
    parser.once('error', reject);
    const cut = cutTexts(source, MAX_TEXT_BYTES);
    cut.once('error', reject);
    cut.pipe(parser);
  });
}

/** Parts of a text, as far as they are looked at. */
function joined(before: string, part: string): string {
  return `${before}${before === '' ? '' : '\n'}${part.slice(0, MAX_TEXT)}`.slice(0, MAX_TEXT);
}

/** Reads headers alone, as SendGrid tells them of a mail that it has parsed itself. */
export async function readHeaders(text: string): Promise<MailHeaders> {
  return (await readMime(Readable.from([Buffer.from(`${text.trim()}\r\n\r\n`)]))).headers;
}

function headersOf(lines: HeaderLines, parsed: Headers): MailHeaders {
  const all = (name: string): readonly string[] =>
    lines.filter(({ key }) => key === name).map(({ line }) => unfolded(line.slice(line.indexOf(':') + 1)));
  return {
    all,
    addresses: (name) => {
      const found = [parsed.get(name)].flat() as readonly unknown[];
      return found.flatMap((value) => addressesIn(value));
    },
  };
}

const unfolded = (value: string): string => value.replaceAll(/\r?\n\s*/g, ' ').trim();

/** mailparser gives lists with groups in them. */
function addressesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('value' in value && Array.isArray(value.value)) return value.value.flatMap(addressesIn);
  if ('group' in value && Array.isArray(value.group)) return value.group.flatMap(addressesIn);
  return 'address' in value && typeof value.address === 'string' && value.address !== '' ? [value.address] : [];
}
