import { MINUTE_MS } from '@miomente/booking-domain';
import type { HttpContext } from '../../request/context.ts';
import { pathCookie } from '../../request/cookies.ts';
import type { HttpSettings } from '../../settings.ts';
import { isEmail } from './email.ts';
import { LOGIN_PATH } from './safe-path.ts';

/** As long as the mailed link works. */
const KEPT_MS = 15 * MINUTE_MS;

/** The address that a login link was asked for, in the asking browser's hands: it belongs into no URL. */
export interface KeptAddress {
  keep(ctx: HttpContext, email: string): void;
  /** Undefined when none was asked for in the last 15 minutes. */
  read(ctx: HttpContext): string | undefined;
}

export function keptAddress(settings: HttpSettings): KeptAddress {
  const cookie = pathCookie(settings, 'booking_login_address');
  return {
    keep: (ctx, email) => cookie.set(ctx, LOGIN_PATH, Buffer.from(email).toString('base64url'), { maxAgeMs: KEPT_MS }),
    read: (ctx) => {
      const email = Buffer.from(cookie.read(ctx) ?? '', 'base64url').toString();
      return isEmail(email) ? email : undefined;
    },
  };
}
