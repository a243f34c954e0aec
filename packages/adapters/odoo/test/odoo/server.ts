import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { OdooDatabase } from './database.ts';
import type { Edition } from './editions.ts';
import { answerXml, Fault, faultXml, readCall } from './wire.ts';

/** How one call fails. */
export type Misbehaviour =
  | { readonly type: 'reset' }
  | { readonly type: 'hang' }
  /** The call runs, and the connection closes before or within its answer. */
  | { readonly type: 'lost' }
  | { readonly type: 'cut' }
  /** The call runs, and its answer stops halfway without closing. */
  | { readonly type: 'stall' }
  | { readonly type: 'endless' }
  | { readonly type: 'fault'; readonly code: number; readonly text: string }
  | {
      readonly type: 'answer';
      readonly status?: number;
      readonly body: string;
      readonly headers?: http.OutgoingHttpHeaders;
    }
  | { readonly type: 'value'; readonly value: unknown };

/** A call, without the login arguments. */
export interface SeenCall {
  readonly method: string;
  readonly model: string;
}

const ACCESS_DENIED = 'Access Denied';

/** `/xmlrpc/2/common` and `/xmlrpc/2/object` over real HTTP. */
export class OdooServer {
  readonly database: OdooDatabase;
  readonly seen: SeenCall[] = [];
  apiKey = 'canary-key-0123456789abcdef';
  readonly db = 'canarybase';
  readonly username = 'canary-bot@example.org';
  uid = 2;
  /** The bytes sent in endless answers. */
  poured = 0;
  readonly #server: http.Server;
  #plan: ((call: SeenCall) => Misbehaviour | undefined) | undefined;

  private constructor(edition: Edition) {
    this.database = new OdooDatabase(edition);
    this.#server = http.createServer((request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  static async open(edition: Edition): Promise<OdooServer> {
    const server = new OdooServer(edition);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  reset(): void {
    this.database.reset();
    this.seen.length = 0;
    this.#plan = undefined;
  }

  count(method: string): number {
    return this.seen.filter((call) => call.method === method).length;
  }

  /** Makes the next call of this method fail; any call when no method is given. */
  failNext(how: Misbehaviour, method?: string): void {
    this.failWhile((call) => {
      if (method !== undefined && call.method !== method) return undefined;
      this.#plan = undefined;
      return how;
    });
  }

  /** Makes every call fail for which this function returns a failure, until it is changed. */
  failWhile(plan: ((call: SeenCall) => Misbehaviour | undefined) | undefined): void {
    this.#plan = plan;
  }

  async #serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const { method, params } = await readCall(await textOf(request));
    const isObject = request.url === '/xmlrpc/2/object';
    const call = isObject ? { method: String(params[4]), model: String(params[3]) } : { method, model: 'common' };
    this.seen.push(call);
    const how = this.#plan?.(call);
    if (how === undefined) return send(response, await this.#answered(isObject, method, params));
    if (how.type === 'hang') return;
    if (how.type === 'reset') return void response.destroy();
    if (how.type === 'fault') return send(response, faultXml(how.code, how.text));
    if (how.type === 'value') return send(response, answerXml(how.value));
    if (how.type === 'answer') return send(response, how.body, how.status, how.headers);
    if (how.type === 'endless') return this.#pour(response);
    const xml = await this.#answered(isObject, method, params);
    if (how.type === 'lost') return void response.destroy();
    response.writeHead(200, { 'Content-Type': 'text/xml', 'Content-Length': Buffer.byteLength(xml) });
    response.write(xml.slice(0, xml.length - 30), () => how.type === 'cut' && response.destroy());
  }

  /** Writes without end, as fast as the client reads. */
  #pour(response: http.ServerResponse): void {
    const chunk = Buffer.alloc(256 * 1024, 'x');
    response.writeHead(200, { 'Content-Type': 'text/xml' });
    response.write('<?xml version="1.0"?><methodResponse><params><param><value><string>');
    const more = (): void => {
      if (response.destroyed) return;
      this.poured += chunk.length;
      // Not from within the callback: newer Node versions call it synchronously, so the server would never do anything
      // else.
      response.write(chunk, () => setImmediate(more));
    };
    more();
  }

  async #answered(isObject: boolean, method: string, params: readonly unknown[]): Promise<string> {
    try {
      return answerXml(isObject ? await this.#object(params) : this.#common(method, params));
    } catch (error) {
      if (error instanceof Fault) return faultXml(error.code, error.message);
      throw error;
    }
  }

  #common(method: string, [db, username, key]: readonly unknown[]): unknown {
    if (method === 'version') return { server_version: 'x', server_version_info: this.database.edition.version };
    if (db !== this.db)
      throw new Fault(1, `Traceback\npsycopg2.OperationalError: FATAL:  database "${String(db)}" does not exist\n`);
    return username === this.username && key === this.apiKey ? this.uid : false;
  }

  #object(params: readonly unknown[]): Promise<unknown> {
    const [db, uid, key, model, method, args, named] = params;
    if (db !== this.db || uid !== this.uid || key !== this.apiKey) throw new Fault(3, ACCESS_DENIED);
    return this.database.call(String(model), String(method), args as unknown[], named as Record<string, unknown>);
  }
}

function send(response: http.ServerResponse, body: string, status = 200, headers: http.OutgoingHttpHeaders = {}): void {
  response.writeHead(status, { 'Content-Type': 'text/xml', ...headers }).end(body);
}
