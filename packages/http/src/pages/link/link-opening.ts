import type { IncomingHttpHeaders } from 'node:http';
import type { LinkOpening } from '@miomente/booking-domain';

type Request = { readonly method: 'GET' | 'HEAD' | 'POST'; readonly headers: IncomingHttpHeaders };

/**
 * How a request opens a confirm link, by its method and by what browsers say about themselves (links#confirm-visit).
 */
export function linkOpening({ method, headers }: Request): LinkOpening {
  if (method === 'POST') return 'press';
  if (method === 'HEAD') return 'probe';
  if (isAhead(headers)) return 'opened_ahead';
  return isTopLevelNavigation(headers) ? 'click' : 'opened';
}

function isAhead(headers: IncomingHttpHeaders): boolean {
  return ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'].some((name) =>
    /prefetch|prerender|preview/.test(value(headers, name)),
  );
}

function isTopLevelNavigation(headers: IncomingHttpHeaders): boolean {
  return value(headers, 'sec-fetch-mode') === 'navigate' && value(headers, 'sec-fetch-dest') === 'document';
}

function value(headers: IncomingHttpHeaders, name: string): string {
  const given = headers[name];
  return (typeof given === 'string' ? given : (given?.join(',') ?? '')).toLowerCase();
}
