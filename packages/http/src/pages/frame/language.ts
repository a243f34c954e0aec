import { DAY_MS, LANGUAGES, type Language } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import type { HttpContext } from '../../request/context.ts';
import { readCookie, setCookie } from '../../request/cookies.ts';
import type { HttpSettings } from '../../settings.ts';

const COOKIE = 'booking_language';
const REMEMBERED_MS = 365 * DAY_MS;

const known = (text: unknown): Language | undefined => LANGUAGES.find((language) => language === text);

/** The language that the visitor chose: with this request, or earlier on this device. */
export function chosenLanguage(ctx: HttpContext, settings: HttpSettings): Language | undefined {
  return known(ctx.query['lang']) ?? known(readCookie(ctx, settings, COOKIE));
}

/** Remembers a choice made with this request; without one it does nothing. */
export function rememberLanguage(ctx: HttpContext, settings: HttpSettings): void {
  const chosen = known(ctx.query['lang']);
  if (chosen !== undefined) setCookie(ctx, settings, COOKIE, chosen, { maxAgeMs: REMEMBERED_MS });
}

/** A path with a language in its query. */
export function withLanguage(path: string, language: Language): string {
  const [pathname = '/', query = ''] = path.split('?', 2);
  const params = new URLSearchParams(query);
  params.set('lang', language);
  return `${pathname}?${params}`;
}

/** A browser reads these as the address of another host, whatever our server does. */
const LEADS_ELSEWHERE = /^\/\/|[\\\p{Cc}]/u;

/** A path and query without a language; an invalid one becomes the site's home. */
export function withoutLanguage(path: string): string {
  if (!path.startsWith('/') || LEADS_ELSEWHERE.test(path)) return paths.root.at();
  const [pathname = '/', query = ''] = path.split('?', 2);
  const params = new URLSearchParams(query);
  params.delete('lang');
  return params.size === 0 ? pathname : `${pathname}?${params}`;
}
