import { paths, withQuery } from '@miomente/booking-paths';
import { z } from 'zod';

/** The page after a login without a target. */
export const HOME: string = paths.dashboard.at();

const MAX_PATH = 1_000;
/** No address of ours needs other characters; browsers interpret backslashes, controls and spaces differently. */
const PLAIN = /^\/[\w\-./~%+=&?,:@]*$/;

/**
 * A path of this site to return to, from an untrusted source. Anything that could lead elsewhere (`//host`, `/
 * host`, `javascript:`, also when disguised) becomes the portal's home.
 */
export function safePath(text: unknown): string {
  if (typeof text !== 'string' || text.length > MAX_PATH || !PLAIN.test(text)) return HOME;
  const pathname = decoded(text.split('?', 1)[0] ?? '');
  // A partner's number, or the name of a course, may have any character but those that lead elsewhere.
  if (pathname === undefined || /[\\\p{Cc}]|\/\/|\/\.{1,2}(\/|$)/u.test(pathname)) return HOME;
  const leadsBack = [paths.login, paths.logout].some((way) => pathname.startsWith(way.at()));
  return leadsBack ? HOME : text;
}

function decoded(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}

/** The field of an address or form with the page to go to after a login. */
export const nextPath = z.unknown().transform(safePath);

/** The login page, returning to `path`. */
export function loginPath(path: string): string {
  return leadingTo(paths.login.at(), path);
}

/** The login page for somebody whose session has ended, such as the sender of a form. */
export function loginAgainPath(path: string): string {
  return withQuery(paths.login.at(), { next: path, expired: 1 });
}

/** A page of the login, returning to `path`. */
export function leadingTo(page: string, path: string): string {
  return path === HOME ? page : withQuery(page, { next: path });
}
