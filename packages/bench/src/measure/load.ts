import autocannon from 'autocannon';
import type { Side } from './interleave.ts';

/** A request that is made again and again. */
export interface Shot {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

const CONNECTIONS = 8;
const SECONDS = 3;
/** Each connection makes fewer in the time. */
const STEP = 701;

/**
 * A side that measures the requests a second that a server answers well to. The shots are made in
 * turn, each time from another one on, so that no partner makes more than a limit lets through.
 * Throws when an answer was no 200: a server that refuses is quick.
 */
export function requestsPerSecond(url: string, shots: readonly Shot[]): Side {
  let from = 0;
  return async () => {
    const turned = [...shots.slice(from), ...shots.slice(0, from)];
    from = (from + STEP) % shots.length;
    const result = await autocannon({
      url,
      connections: CONNECTIONS,
      duration: SECONDS,
      requests: turned.map(({ path, headers }) => ({ method: 'GET', path, headers })),
    });
    const bad = result.non2xx + result.errors + result.timeouts;
    if (bad > 0 || result['2xx'] === 0)
      throw new Error(`${bad} of ${result.requests.total} requests to ${url} failed.`);
    return result['2xx'] / result.duration;
  };
}
