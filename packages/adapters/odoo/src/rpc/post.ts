import http from 'node:http';
import https from 'node:https';
import { type Answer, decodeAnswer } from './decode.ts';

/** Where Odoo is, how long a call may take, and how long an answer may be. */
export interface Connection {
  /** Without a slash at its end. */
  readonly url: string;
  /** The limit for the whole call in milliseconds: name look-up, connect, request, and answer to its last byte. */
  readonly timeoutMs: number;
  readonly largestAnswerBytes: number;
}

/** The result of a call: an answer, or the code of the error when there is none. */
export type Posted = Answer | { readonly type: 'silent'; readonly code: string };

/**
 * Posts a call and reads its answer. It never throws, and passes on no error of the library or of Node, because these
 * contain request and answer. Redirects are not followed, because they would send the key along.
 */
export async function post(connection: Connection, path: string, xml: string): Promise<Posted> {
  try {
    const response = await sent(connection, path, xml);
    return await read(response, connection.largestAnswerBytes);
  } catch (error) {
    return { type: 'silent', code: codeOf(error) };
  }
}

function sent({ url, timeoutMs }: Connection, path: string, xml: string): Promise<http.IncomingMessage> {
  const target = new URL(url + path);
  const { request } = target.protocol === 'https:' ? https : http;
  const body = Buffer.from(xml, 'utf8');
  const headers = { 'Content-Type': 'text/xml; charset=utf-8', 'Content-Length': body.length, Accept: 'text/xml' };
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const posting = request(target, { method: 'POST', headers, signal }, resolve);
    posting.on('error', reject);
    // An answer that changes the protocol (101) is neither a response nor an error.
    posting.on('close', () => reject(Object.assign(new Error(), { code: 'closed' })));
    posting.end(body);
  });
}

async function read(response: http.IncomingMessage, mostBytes: number): Promise<Posted> {
  const what = refusal(response, mostBytes);
  if (what !== undefined) {
    response.destroy();
    return { type: 'unreadable', what };
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // Leaving the loop destroys the response, so nothing more arrives.
    if (bytes > mostBytes) return { type: 'unreadable', what: TOO_LARGE };
    chunks.push(chunk);
  }
  return decodeAnswer(Buffer.concat(chunks).toString('utf8'));
}

const TOO_LARGE = 'an answer that is too large';

function refusal({ statusCode, headers }: http.IncomingMessage, mostBytes: number): string | undefined {
  if (statusCode !== 200) return `HTTP ${statusCode}`;
  if (Number(headers['content-length'] ?? 0) > mostBytes) return TOO_LARGE;
  return (headers['content-encoding'] ?? 'identity') === 'identity' ? undefined : 'a compressed answer';
}

/** A code such as ECONNRESET, or the class of the error; never its message. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const cause: unknown = error.name === 'AbortError' ? error.cause : error;
  if (cause instanceof Error && cause.name === 'TimeoutError') return 'no answer in time';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return /^\w{1,40}$/.test(code) ? code : 'unknown';
}
