import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AcceptedSend, complaintsAboutMail } from './mail-send-rules.ts';
import { TemplateShelf } from './template-shelf.ts';

/** How the server fails at one request. */
export type Misbehaviour =
  | {
      readonly type: 'answer';
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: unknown;
    }
  /** Never answers. */
  | { readonly type: 'hang' }
  /** Closes the connection without an answer. */
  | { readonly type: 'reset' }
  /** Accepts the mail, then closes the connection. */
  | { readonly type: 'cut' }
  /** Answers slowly, byte by byte, without end. */
  | { readonly type: 'drip' }
  /** Answers with ever more data. */
  | { readonly type: 'flood' };

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

export const API_KEY = 'SG.canary-key.0123456789abcdef';
const MAX_BODY_BYTES = 30 * 1024 * 1024;
const error = (message: string, field: string | null = null) => ({ errors: [{ message, field, help: null }] });

/** SendGrid's v3 API for mails and templates. It refuses what SendGrid's specification refuses. */
export class SendGridServer {
  readonly requests: SeenRequest[] = [];
  /** Accepted mails in order, including duplicates. */
  readonly accepted: AcceptedSend[] = [];
  readonly templates: TemplateShelf = new TemplateShelf();
  #http: Server;
  #next: Misbehaviour[] = [];
  #instead: (mail: AcceptedSend) => Misbehaviour | undefined = () => undefined;
  #abandoned: (() => void)[] = [];
  #apiKey = API_KEY;

  constructor() {
    this.#http = createServer((request, response) => void this.#serve(request, response));
    // On a machine that stalls for seconds, the server would close connections that a client is about to reuse.
    this.#http.keepAliveTimeout = 0;
  }

  static async open(): Promise<SendGridServer> {
    const server = new SendGridServer();
    await new Promise<void>((resolve) => server.#http.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  reset(): void {
    this.requests.length = 0;
    this.accepted.length = 0;
    this.templates.clear();
    this.#next = [];
    this.#instead = () => undefined;
    this.#apiKey = API_KEY;
  }

  /** The failures of the next requests, in order. */
  failNext(...misbehaviours: readonly Misbehaviour[]): void {
    this.#next.push(...misbehaviours);
  }

  /** What valid mails get in place of being accepted. */
  failFor(choose: (mail: AcceptedSend) => Misbehaviour | undefined): void {
    this.#instead = choose;
  }

  /** Replaces the account's API key. */
  changeKey(key: string): void {
    this.#apiKey = key;
  }

  /** Resolves when a client has given up a request before its answer ended. */
  nextAbandoned(): Promise<void> {
    return new Promise((resolve) => this.#abandoned.push(resolve));
  }

  async close(): Promise<void> {
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('close', () => {
      if (!response.writableEnded) for (const tell of this.#abandoned.splice(0)) tell();
    });
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const raw = Buffer.concat(chunks);
    const { method = '', url = '', headers } = request;
    const body = parsed(raw);
    this.requests.push({ method, path: url, headers, body });
    const misbehaviour = this.#next.shift();
    if (misbehaviour !== undefined) return this.#misbehave(misbehaviour, response, body);
    if (headers.authorization !== `Bearer ${this.#apiKey}`) {
      return send(response, 401, error('The provided authorization grant is invalid, expired, or revoked'));
    }
    if (raw.length > MAX_BODY_BYTES) return send(response, 413, error('Request body is too large'));
    if (method !== 'GET' && headers['content-type'] !== 'application/json')
      return send(response, 415, error('Content-Type'));
    if (method === 'POST' && url === '/v3/mail/send') return this.#mail(body, response);
    const answer = this.templates.serve(method, new URL(url, this.url), body);
    send(response, answer.status, answer.body);
  }

  #mail(body: unknown, response: ServerResponse): void {
    const { messages, mail } = complaintsAboutMail(body, (id) => this.templates.isUsable(id));
    const instead = mail === undefined ? undefined : this.#instead(mail);
    if (mail === undefined) send(response, 400, { errors: messages });
    else if (instead !== undefined) this.#misbehave(instead, response, body);
    else if (mail.mail_settings?.sandbox_mode?.enable === true) send(response, 200, undefined);
    else this.#take(mail, response);
  }

  #take(mail: AcceptedSend, response: ServerResponse): void {
    this.accepted.push(mail);
    response.writeHead(202, { 'X-Message-Id': `sg-${this.accepted.length}` }).end();
  }

  #misbehave(how: Misbehaviour, response: ServerResponse, body: unknown): void {
    switch (how.type) {
      case 'answer':
        for (const [name, value] of Object.entries(how.headers ?? {})) response.setHeader(name, value);
        send(response, how.status, how.body);
        break;
      case 'hang':
        break;
      case 'cut': {
        const { mail } = complaintsAboutMail(body, (id) => this.templates.isUsable(id));
        if (mail !== undefined) this.accepted.push(mail);
        response.socket?.destroy();
        break;
      }
      case 'reset':
        response.socket?.resetAndDestroy();
        break;
      case 'drip':
        pour(response, ' ');
        break;
      case 'flood':
        pour(response, ' '.repeat(256 * 1024));
    }
  }
}

/** Writes pieces until the client disconnects. */
function pour(response: ServerResponse, piece: string): void {
  response.writeHead(202, { 'Content-Type': 'application/json' });
  const timer = setInterval(() => response.write(piece), 10);
  response.on('close', () => clearInterval(timer));
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, body === undefined ? {} : { 'Content-Type': 'application/json' });
  response.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
}

function parsed(raw: Buffer): unknown {
  try {
    return raw.length === 0 ? undefined : JSON.parse(raw.toString('utf8'));
  } catch {
    return undefined;
  }
}
