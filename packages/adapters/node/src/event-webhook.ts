import { createHmac } from 'node:crypto';
import { type LookupAddress, lookup } from 'node:dns';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { type Clock, type EventReceiver, PermanentFailure, TransientFailure } from '@miomente/booking-domain';
import { isPrivateAddress } from './private-addresses.ts';

/** Settings of {@link eventWebhook}. */
export interface EventWebhookOptions {
  /** `EVENTS_URL`: where each event is posted. */
  readonly url: string;
  /**
   * `EVENTS_SIGNING_SECRET` and, while it is being changed, `EVENTS_SIGNING_SECRET_PREVIOUS`: `whsec_` with base64, or plain
   * text. Each signs, so that a receiver who knows one of them takes the event.
   */
  readonly secrets: readonly string[];
  /** How long one event may take, in milliseconds, from the first byte to the status of the answer. */
  readonly timeoutMs: number;
  /** Whether only addresses on the internet are connected to, but for {@link allowedHosts}. */
  readonly publicOnly: boolean;
  /** `EVENTS_ALLOWED_HOSTS`: names of hosts that may have any address. */
  readonly allowedHosts: readonly string[];
  readonly clock: Clock;
  /** How names are resolved; by the system unless a test says otherwise. */
  readonly resolve?: typeof lookup;
}

const BASE64_SECRET = 'whsec_';
/** A receiver may not keep us away for longer. */
const MAX_RETRY_AFTER_MS = 24 * 60 * 60_000;
const PRIVATE = 'EEVENTSPRIVATE';

/**
 * Posts events to a URL, signed as Standard Webhooks say (events#push). Any 2xx is yes; redirects are not followed.
 * Which addresses a name has is asked once, for the connection that is made with them, so that no later answer of the
 * name's owner leads elsewhere (events#no-private-target).
 */
export function eventWebhook(options: EventWebhookOptions): EventReceiver {
  const url = new URL(options.url);
  const keys = options.secrets.map(keyOf);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const anyAddress = !options.publicOnly || options.allowedHosts.includes(host);
  return {
    receive: async (id, body) => {
      if (!anyAddress && isIP(host) !== 0 && isPrivateAddress(host)) throw refusedTarget();
      const timestamp = String(Math.floor(options.clock.now() / 1000));
      const signatures = keys.map((key) =>
        createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64'),
      );
      const headers = {
        'Content-Type': 'application/cloudevents+json; charset=utf-8',
        'Content-Length': Buffer.byteLength(body),
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': signatures.map((signature) => `v1,${signature}`).join(' '),
      };
      const answer = await post(url, headers, body, {
        timeoutMs: options.timeoutMs,
        ...(anyAddress ? {} : { lookup: publicOnly(options.resolve ?? lookup) }),
      });
      if (answer.status >= 200 && answer.status < 300) return;
      const retryAfterMs = retryAfterOf(answer, options.clock.now());
      const asked = retryAfterMs === undefined ? {} : { retryAfterMs };
      throw new TransientFailure(`The receiver of events answered ${answer.status}.`, asked);
    },
  };
}

function keyOf(secret: string): Buffer {
  return secret.startsWith(BASE64_SECRET)
    ? Buffer.from(secret.slice(BASE64_SECRET.length), 'base64')
    : Buffer.from(secret);
}

/** Resolves names as asked, and refuses one of whose addresses any is private. */
function publicOnly(resolve: typeof lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      const addresses: readonly LookupAddress[] = Array.isArray(found) ? found : [];
      const closed = addresses.some(({ address }) => isPrivateAddress(address));
      const problem =
        error ?? (closed || addresses.length === 0 ? Object.assign(new Error(), { code: PRIVATE }) : null);
      if (problem !== null) return callback(problem, '', 0);
      if (options.all) return callback(null, [...addresses]);
      const [first] = addresses;
      return callback(null, first?.address ?? '', first?.family ?? 0);
    });
  };
}

interface Answered {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly date: string | undefined;
}

function post(
  url: URL,
  headers: Readonly<Record<string, string | number>>,
  body: string,
  { timeoutMs, lookup: resolve }: { readonly timeoutMs: number; readonly lookup?: LookupFunction },
): Promise<Answered> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((answered, failed) => {
    const sent = request(url, {
      method: 'POST',
      headers: { ...headers },
      agent: false,
      signal: AbortSignal.timeout(timeoutMs),
      ...(resolve === undefined ? {} : { lookup: resolve }),
    });
    sent.on('response', (received: IncomingMessage) => {
      const { date, 'retry-after': retryAfter } = received.headers;
      answered({ status: received.statusCode ?? 0, retryAfter, date });
      // What it says beyond its status is of no use, and may be endless.
      sent.destroy();
    });
    sent.on('error', (error: NodeJS.ErrnoException) => failed(failureOf(error)));
    // An answer that changes the protocol (101) is neither a response nor an error.
    sent.on('close', () => failed(failureOf(Object.assign(new Error(), { code: 'closed' }))));
    sent.end(body);
  });
}

function failureOf(error: NodeJS.ErrnoException): Error {
  if (error.code === PRIVATE) return refusedTarget();
  const why =
    error.name === 'AbortError' || error.name === 'TimeoutError' ? 'no answer in time' : (error.code ?? 'unknown');
  return new TransientFailure(`The receiver of events can’t be reached (${why}).`);
}

function refusedTarget(): PermanentFailure {
  return new PermanentFailure(
    'The receiver of events has an address on a private network; name its host in EVENTS_ALLOWED_HOSTS if that is meant.',
  );
}

/** Seconds, or a date: by the clock of the answer, which is the receiver's own. */
function retryAfterOf({ retryAfter: given, date }: Answered, ownClock: number): number | undefined {
  if (given === undefined) return undefined;
  const dated = Date.parse(date ?? '');
  const now = Number.isNaN(dated) ? ownClock : dated;
  const ms = /^\d+$/.test(given) ? Number(given) * 1000 : Date.parse(given) - now;
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, MAX_RETRY_AFTER_MS) : undefined;
}
