import type { IncomingHttpHeaders } from 'node:http';
import type { LinkOpening } from '@miomente/booking-domain';

type Request = { readonly method: string; readonly headers: IncomingHttpHeaders };

/** How a GET or HEAD opens a link, by its method and by what browsers say about themselves (links#confirm-visit). */
export function linkOpening({ method, headers }: Request): Exclude<LinkOpening, 'press'> {
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
