import { request } from 'node:http';

/** An answer as received. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The body as received, compressed or not. */
  readonly bytes: Buffer;
  readonly text: string;
  /** The body parsed as JSON; undefined when it is not JSON. */
  readonly json: unknown;
}

/** Headers and body of a request. */
export interface Sending {
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Text and bytes are sent as they are, anything else as JSON. */
  readonly body?: unknown;
}

/** Sends a request with exactly these headers. It follows no redirect and reuses no connection. */
export function send(
  base: string,
  method: string,
  path: string,
  { headers = {}, body }: Sending = {},
): Promise<Answer> {
  const bytes = toBytes(body);
  const type = bytes !== undefined && typeof body !== 'string' && !Buffer.isBuffer(body) ? JSON_TYPE : {};
  const length =
    bytes === undefined || 'Transfer-Encoding' in headers ? {} : { 'Content-Length': String(bytes.length) };
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        hostname,
        port,
        method,
        path,
        headers: { ...length, ...type, ...headers } as Record<string, string>,
        agent: false,
      },
      (received) => {
        const chunks: Buffer[] = [];
        received.on('data', (chunk: Buffer) => chunks.push(chunk));
        received.on('error', reject);
        received.on('end', () => {
          const bytes = Buffer.concat(chunks);
          const text = bytes.toString();
          resolve({ status: received.statusCode ?? 0, headers: received.headers, bytes, text, json: parsed(text) });
        });
      },
    );
    sent.on('error', reject);
    sent.end(bytes);
  });
}

const JSON_TYPE = { 'Content-Type': 'application/json' };

function toBytes(body: unknown): Buffer | undefined {
  if (body === undefined) return undefined;
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
