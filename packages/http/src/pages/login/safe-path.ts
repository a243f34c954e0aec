import { paths, withQuery } from '@miomente/booking-paths';
import { z } from 'zod';

/** Where a login leads that names no place. */
export const HOME: string = paths.dashboard.at();

const MAX_PATH = 1_000;
/** No address of ours needs more than these; backslashes, controls and spaces are read differently by browsers. */
const PLAIN = /^\/[\w\-./~%+=&?,:@]*$/;

/**
 * A path of this site to come back to, taken from where anybody may have written it. What could
 * lead elsewhere (`//host`, `/\host`, `javascript:`, the same in disguise) becomes the portal's home.
 */
export function safePath(text: unknown): string {
  if (typeof text !== 'string' || text.length > MAX_PATH || !PLAIN.test(text)) return HOME;
  const [pathname = ''] = text.split('?', 1);
  // No path of ours has an encoded character, so none has to be judged after decoding.
  if (/%|\/\/|\/\.{1,2}(\/|$)/.test(pathname)) return HOME;
  const leadsBack = [paths.login, paths.logout].some((way) => pathname.startsWith(way.at()));
  return leadsBack ? HOME : text;
}

/** The field of an address or form that says where to go on after a login. */
export const nextPath = z.unknown().transform(safePath);

/** The login page, to come back to `path` after it. */
export function loginPath(path: string): string {
  return leadingTo(paths.login.at(), path);
}

/** The login page for somebody who was logged in until now, as whoever sends one of our forms was. */
export function loginAgainPath(path: string): string {
  return withQuery(paths.login.at(), { next: path, expired: 1 });
}

/** A page around the login, to come back to `path` after it. */
export function leadingTo(page: string, path: string): string {
  return path === HOME ? page : withQuery(page, { next: path });
}
