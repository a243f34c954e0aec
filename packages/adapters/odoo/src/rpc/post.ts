import http from 'node:http';
import https from 'node:https';
import { type Answer, decodeAnswer } from './decode.ts';

/** Where Odoo is, and how long and how much one call may be. */
export interface Connection {
  /** Without a slash at its end. */
  readonly url: string;
  /** For the whole call: name look-up, connect, request and the last byte of the answer. */
  readonly timeoutMs: number;
  readonly largestAnswerBytes: number;
}

export type Posted = Answer | { readonly type: 'silent'; readonly code: string };

/**
 * Posts a call and reads its answer. Never throws, and hands on no error of the library or of Node: they hold request
 * and answer. Redirects are not followed, since the key would go along.
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
    // Leaving the loop destroys the response, so that nothing more arrives.
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

/** A code such as ECONNRESET, or the kind of error; never its message. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const cause: unknown = error.name === 'AbortError' ? error.cause : error;
  if (cause instanceof Error && cause.name === 'TimeoutError') return 'no answer in time';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return /^\w{1,40}$/.test(code) ? code : 'unknown';
}
