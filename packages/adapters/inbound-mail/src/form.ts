import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import { MAX_TEXT, type MimeMail, readMime } from './mime.ts';

/** SendGrid's own limit is 30 MB for a mail; the form around it needs a little more. */
export const MAX_FORM_BYTES: number = 32 * 1024 * 1024;
const MAX_PARTS = 1_000;

/** The parts that are read; all others, attachments above all, are read past. */
const WANTED = ['headers', 'text', 'html', 'envelope', 'charsets', 'SPF', 'dkim'] as const;
type Wanted = (typeof WANTED)[number];

/** What SendGrid tells of a mail. */
export interface InboundForm {
  readonly fields: ReadonlyMap<Wanted, Buffer>;
  /** The mail itself, when SendGrid is told to post it raw. */
  readonly raw: MimeMail | null;
}

/**
 * Reads SendGrid's form in one pass. Attachments are kept nowhere, texts to a limit.
 * @returns `unreadable` for what is no such form, `too_large` beyond the limit; the rest of the request is read and dropped
 */
export async function readForm(request: IncomingMessage): Promise<InboundForm | 'unreadable' | 'too_large'> {
  const fields = new Map<Wanted, Promise<Buffer>>();
  let raw: Promise<MimeMail> | null = null;
  const form = parserFor(request, (name, part) => {
    // A broken form breaks off its parts; what becomes of the form says enough.
    part.on('error', () => undefined);
    const wanted = WANTED.find((each) => each === name);
    if (name === 'email' && raw === null) {
      raw = readMime(part);
      // What it gives up on is read past, or the form would never end and its sender wait.
      raw.catch(() => {
        part.unpipe();
        part.resume();
      });
    } else if (wanted === undefined || fields.has(wanted)) part.resume();
    else fields.set(wanted, collect(part));
  });
  if (form === undefined || request.destroyed) return dropped(request, 'unreadable');
  const outcome = await fed(request, form);
  if (outcome !== 'read') return dropped(request, outcome);
  try {
    const read = await Promise.all([...fields].map(async ([name, bytes]) => [name, await bytes] as const));
    return { fields: new Map(read), raw: await raw };
  } catch {
    return 'unreadable';
  }
}

function parserFor(
  { headers }: IncomingMessage,
  onPart: (name: string, part: Readable) => void,
): InstanceType<typeof Busboy> | undefined {
  if (!/^multipart\/form-data\b/i.test(headers['content-type'] ?? '')) return undefined;
  try {
    const form = new Busboy({
      headers: headers as BusboyHeaders,
      // Every part is a stream: a field's text is in a charset of its own, which another field names.
      isPartAFile: () => true,
      limits: { parts: MAX_PARTS, headerPairs: 100 },
    });
    form.on('file', (name, part) => onPart(name, part));
    return form;
  } catch {
    return undefined;
  }
}

/** Feeds the request to the parser, until its end or the limit. */
function fed(
  request: IncomingMessage,
  form: InstanceType<typeof Busboy>,
): Promise<'read' | 'unreadable' | 'too_large'> {
  return new Promise((resolve) => {
    let length = 0;
    const end = (outcome: 'read' | 'unreadable' | 'too_large'): void => {
      request.off('data', take);
      resolve(outcome);
    };
    const take = (chunk: Buffer): void => {
      length += chunk.length;
      if (length > MAX_FORM_BYTES) end('too_large');
    };
    request.on('data', take);
    form.once('finish', () => end('read'));
    form.once('error', () => end('unreadable'));
    // The sender is gone in the middle, and nobody reads the answer.
    request.once('close', () => {
      if (!request.complete) end('unreadable');
    });
    request.pipe(form);
  });
}

function dropped<Outcome>(request: IncomingMessage, outcome: Outcome): Outcome {
  request.unpipe();
  request.resume();
  return outcome;
}

/** The beginning of a part, in bytes. */
function collect(part: Readable): Promise<Buffer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    part.on('data', (chunk: Buffer) => {
      if (length < MAX_TEXT) chunks.push(chunk.subarray(0, MAX_TEXT - length));
      length += chunk.length;
    });
    part.once('end', () => resolve(Buffer.concat(chunks)));
  });
}
