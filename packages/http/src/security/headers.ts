import { DAY_MS } from '@miomente/booking-domain';
import helmet from 'koa-helmet';
import type { AppMiddleware, HttpContext } from '../request/context.ts';
import type { HttpSettings } from '../settings.ts';

/** Browser features that our pages never need, so that injected code can't use them either. */
const NO_FEATURES = [
  'browsing-topics',
  'camera',
  'display-capture',
  'geolocation',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'usb',
  'xr-spatial-tracking',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

/** The security headers of every answer: only our own scripts, styles and images; no framing. */
export function securityHeaders({ portalLoginUrl, production, secureCookies }: HttpSettings): AppMiddleware {
  // A browser applies this to a form's redirect, too, and a form may end at the other portal's login.
  const formAction = portalLoginUrl === null ? ["'self'"] : ["'self'", new URL(portalLoginUrl).origin];
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        formAction,
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    // Our own pages must be able to prove by Origin that a form is theirs; no other site learns the address of a page.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: production && secureCookies ? { maxAge: (365 * DAY_MS) / 1000 } : false,
    xFrameOptions: { action: 'deny' },
  });
  return (ctx, next) => {
    ctx.set('Permissions-Policy', NO_FEATURES);
    return protect(ctx, next);
  };
}

/** For an answer to an unreadable request: its content must not be shown or cached. */
export const WIRE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': "default-src 'none';frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': NO_FEATURES,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Cache-Control': 'no-store',
};

/** For answers that only this visitor may see: no browser and no proxy may cache them. */
export function neverStore(ctx: Pick<HttpContext, 'set'>): void {
  ctx.set('Cache-Control', 'no-store');
}

/** For answers with a token in them or in their address: not cached, not compressed, and without a referrer. */
export function keepAddressSecret(ctx: Pick<HttpContext, 'set' | 'compress'>): void {
  neverStore(ctx);
  ctx.compress = false;
  ctx.set('Referrer-Policy', 'no-referrer');
}

/** For the API's reference page, whose stylesheet embeds its icons. */
export function allowDataImages(ctx: Pick<HttpContext, 'set' | 'response'>): void {
  ctx.set('Content-Security-Policy', `${ctx.response.get('Content-Security-Policy')};img-src 'self' data:`);
}
