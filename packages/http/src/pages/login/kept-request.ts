import { randomBytes } from 'node:crypto';
import { isTokenShaped, MINUTE_MS } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { isEmail } from '../../guard/email.ts';
import type { HttpContext } from '../../request/context.ts';
import { pathCookie } from '../../request/cookies.ts';
import type { HttpSettings } from '../../settings.ts';

/** As long as link and code are valid. */
const KEPT_MS = 15 * MINUTE_MS;
const REQUEST = /^[0-9a-f]{16}$/;

/** A login that this browser has requested. */
export interface AskedLogin {
  /** The browser's secret: the mailed code is valid only together with it (links#login-code). */
  readonly browser: string;
  /** The mail's recipient, as it may be shown here; it must not be in a URL. */
  readonly shown: string;
}

/**
 * What a browser stores of the logins it requested, each at the address of its own page: two tabs may wait for two
 * mails (links#own-tab).
 */
export interface KeptRequests {
  /** @returns the path of the page for the code */
  keep(ctx: HttpContext, asked: AskedLogin): string;
  /**
   * The login of one of these pages; undefined when this browser requested none there in the last 15 minutes.
   * @param request the page's own name in its address
   */
  read(ctx: HttpContext, request: string): AskedLogin | undefined;
  drop(ctx: HttpContext, request: string): void;
}

/** The secret of one request. */
export function freshBrowserSecret(): string {
  return randomBytes(32).toString('hex');
}

/** The logins that this browser has requested, each in a cookie of its own page. */
export function keptRequests(settings: HttpSettings): KeptRequests {
  const cookie = pathCookie(settings, 'booking_login_request');
  return {
    keep: (ctx, { browser, shown }) => {
      const path = paths.loginSent.at({ request: randomBytes(8).toString('hex') });
      cookie.set(ctx, path, browser + Buffer.from(shown).toString('base64url'), { maxAgeMs: KEPT_MS });
      return path;
    },
    read: (ctx, request) => {
      const kept = cookie.read(ctx) ?? '';
      const browser = kept.slice(0, 64);
      const shown = Buffer.from(kept.slice(64), 'base64url').toString();
      return REQUEST.test(request) && isTokenShaped(browser) && isEmail(shown) ? { browser, shown } : undefined;
    },
    drop: (ctx, request) => {
      if (REQUEST.test(request)) cookie.clear(ctx, paths.loginSent.at({ request }));
    },
  };
}
