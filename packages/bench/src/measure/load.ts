import autocannon from 'autocannon';
import { percentile, type Side } from './interleave.ts';

/** A request that is made again and again. */
export interface Shot {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** How many connections every side has. */
export const CONNECTIONS = 8;
/** How long each side is asked, in seconds. */
export const SECONDS = 3;
/** Each connection makes fewer in the time. */
const STEP = 701;
/** For all sides: each connection begins with the first shot, so that what begins anew would meet its limit. */
let from = 0;

/**
 * A side that measures the requests a second that a server answers well to. The shots are made in
 * turn, each time from another one on, so that no partner makes more than a limit lets through.
 * Throws when an answer was not as expected: a server that refuses is quick.
 */
export function requestsPerSecond(url: string, shots: readonly Shot[], expected: 200 | 304 = 200): Side {
  return async () => {
    const turned = [...shots.slice(from), ...shots.slice(0, from)];
    from = (from + STEP) % shots.length;
    const result = await autocannon({
      url,
      connections: CONNECTIONS,
      duration: SECONDS,
      requests: turned.map(({ path, headers }) => ({ method: 'GET', path, headers })),
    });
    const good = result.statusCodeStats?.[`${expected}`]?.count ?? 0;
    const bad = result['1xx'] + result['2xx'] + result['3xx'] + result['4xx'] + result['5xx'] - good + result.errors;
    if (bad > 0 || good === 0)
      throw new Error(
        `${bad} of ${result.requests.total} requests to ${url} failed: ${JSON.stringify(result.statusCodeStats)}`,
      );
    return good / result.duration;
  };
}

/** Requests of a side that makes each once, by whichever connection is free. */
export type Once = Pick<autocannon.Request, 'method' | 'path' | 'headers' | 'body'>;

/**
 * Makes each request once.
 * @returns how many were answered a second
 * @throws Error when one was not answered 2xx
 */
export async function onceEach(url: string, requests: readonly Once[]): Promise<number> {
  let next = 0;
  const setupRequest = (request: autocannon.Request): autocannon.Request => {
    const own = requests[next % requests.length];
    next += 1;
    return { ...request, ...own };
  };
  const started = performance.now();
  const result = await autocannon({
    url,
    connections: Math.min(CONNECTIONS, requests.length),
    amount: requests.length,
    requests: [{ setupRequest }],
  });
  const ms = performance.now() - started;
  if (result['2xx'] !== requests.length)
    throw new Error(
      `${requests.length - result['2xx']} of ${requests.length} requests to ${url} failed: ` +
        JSON.stringify(result.statusCodeStats),
    );
  return (1_000 * requests.length) / ms;
}

/** A side that measures the 95th percentile of the time to an answer, in milliseconds; shots as above. */
export function p95OfRequests(url: string, shots: readonly Shot[]): Side {
  return async () => {
    const times: number[] = [];
    let failed = 0;
    await new Promise<void>((resolve, reject) => {
      const turned = [...shots.slice(from), ...shots.slice(0, from)];
      from = (from + STEP) % shots.length;
      const requests = turned.map(({ path, headers }) => ({ method: 'GET' as const, path, headers }));
      const running = autocannon({ url, connections: CONNECTIONS, duration: SECONDS, requests }, (error: unknown) =>
        error === null || error === undefined ? resolve() : reject(error),
      );
      running.on('response', (_client, status, _bytes, ms) => {
        if (status === 200) times.push(ms);
        else failed += 1;
      });
    });
    if (failed > 0 || times.length === 0) throw new Error(`${failed} requests to ${url} failed.`);
    return percentile(times, 0.95);
  };
}
