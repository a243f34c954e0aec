/** Where a login leads that names no place. */
export const HOME = '/dashboard';
export const LOGIN_PATH = '/login';
/** Above the pages that say that a link was mailed and take its code. */
export const SENT_PATH = '/login/sent';

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
  return pathname.startsWith('/login') || pathname.startsWith('/logout') ? HOME : text;
}

/** The login page, to come back to `path` after it. */
export function loginPath(path: string): string {
  return leadingTo(LOGIN_PATH, path);
}

/** The login page for somebody who was logged in until now, as whoever sends one of our forms was. */
export function loginAgainPath(path: string): string {
  return `${LOGIN_PATH}?${new URLSearchParams({ next: path, expired: '1' })}`;
}

/** A page around the login, to come back to `path` after it. */
export function leadingTo(page: string, path: string): string {
  return path === HOME ? page : `${page}?${new URLSearchParams({ next: path })}`;
}
