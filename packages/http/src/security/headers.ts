import { DAY_MS } from '@miomente/booking-domain';
import helmet from 'koa-helmet';
import type { AppMiddleware, HttpContext } from '../request/context.ts';
import type { HttpSettings } from '../settings.ts';

/** What a page of ours never asks a browser for, so that nothing that got into one could. */
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

/** Security headers of every answer: nothing but our own scripts, styles and images; no frame around us. */
export function securityHeaders({ portalLoginUrl, production, secureCookies }: HttpSettings): AppMiddleware {
  // A browser also holds a form's redirect to this, and a form may end at the other portal's login.
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
    // Our own pages must be able to prove by Origin that a form is theirs; nobody else learns where visitors come from.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: production && secureCookies ? { maxAge: (365 * DAY_MS) / 1000 } : false,
    xFrameOptions: { action: 'deny' },
  });
  return (ctx, next) => {
    ctx.set('Permissions-Policy', NO_FEATURES);
    return protect(ctx, next);
  };
}

/** Of an answer that refuses what could not even be read as a request: nothing of it is to be shown or kept. */
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

/** For answers that only this visitor may see: kept by no browser and no proxy. */
export function neverStore(ctx: Pick<HttpContext, 'set'>): void {
  ctx.set('Cache-Control', 'no-store');
}

/** For answers with a token in them or in their address: not kept, not compressed, and the address told to nobody. */
export function keepAddressSecret(ctx: Pick<HttpContext, 'set' | 'compress'>): void {
  neverStore(ctx);
  ctx.compress = false;
  ctx.set('Referrer-Policy', 'no-referrer');
}

/** For the API's reference, whose stylesheet brings its icons along. */
export function allowDataImages(ctx: Pick<HttpContext, 'set' | 'response'>): void {
  ctx.set('Content-Security-Policy', `${ctx.response.get('Content-Security-Policy')};img-src 'self' data:`);
}
