import { HttpProblem } from '../problem/http-problem.ts';
import type { AppMiddleware } from './context.ts';

const ABSOLUTE = /^https?:\/\/[^/?#]*/i;

/**
 * Normalises the request target to path and query. A client may send a whole URL, as to a proxy; its host is ignored.
 * @throws HttpProblem 400 for an invalid address, and for HTTP/1.1 without a host
 */
export function readTarget(): AppMiddleware {
  return ({ req }, next) => {
    const target = pathAndQuery(req.url ?? '');
    const hasHost = req.httpVersion !== '1.1' || req.headers.host !== undefined;
    if (target !== undefined && hasHost) {
      req.url = target;
      return next();
    }
    // The code that renders the refusal reads the address again.
    req.url = '/';
    throw new HttpProblem('invalid_request', {
      issues: [target === undefined ? { path: 'url', code: 'malformed' } : { path: 'headers.host', code: 'missing' }],
    });
  };
}

function pathAndQuery(target: string): string | undefined {
  if (target.startsWith('/') || target === '*') return target;
  if (!ABSOLUTE.test(target) || !URL.canParse(target)) return undefined;
  const rest = target.replace(ABSOLUTE, '');
  return rest.startsWith('/') ? rest : `/${rest}`;
}
