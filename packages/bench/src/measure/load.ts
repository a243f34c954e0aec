import autocannon from 'autocannon';
import type { Side } from './interleave.ts';

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
