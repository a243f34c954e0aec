import { createHmac } from 'node:crypto';
import { type BookingId, MINUTE_MS } from '@miomente/booking-domain';
import { z } from 'zod';
import type { HttpContext } from '../../request/context.ts';
import { readCookie, setCookie } from '../../request/cookies.ts';
import { portalSecrets, purposeKey, sameSecret } from '../../security/keys.ts';
import type { PagesDeps } from '../pages-deps.ts';

/** How long the success page shows the booking to the visitor who confirmed it. */
const SHOWN_MS = 15 * MINUTE_MS;
const COOKIE = 'booking_confirmed';
const CONFIRMED = z.tuple([z.number().int(), z.number()]);

/** Which booking this very visitor has just confirmed by link, by a signed cookie. */
export interface FreshConfirmation {
  remember(ctx: HttpContext, id: BookingId): void;
  read(ctx: HttpContext): BookingId | undefined;
}

export function freshConfirmation({ settings, clock }: Pick<PagesDeps, 'settings' | 'clock'>): FreshConfirmation {
  return {
    remember: (ctx, id) => {
      const payload = Buffer.from(JSON.stringify([id, clock.now() + SHOWN_MS])).toString('base64url');
      setCookie(ctx, settings, COOKIE, `${payload}.${macOf(settings.portalJwtSecret, payload)}`, {
        maxAgeMs: SHOWN_MS,
      });
    },
    read: (ctx) => {
      const [payload, mac, ...rest] = readCookie(ctx, settings, COOKIE)?.split('.') ?? [];
      if (payload === undefined || mac === undefined || rest.length > 0) return undefined;
      if (!portalSecrets(settings).some((secret) => sameSecret(mac, macOf(secret, payload)))) return undefined;
      const parsed = CONFIRMED.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
      return parsed.success && clock.now() < parsed.data[1] ? parsed.data[0] : undefined;
    },
  };
}

function macOf(secret: string, payload: string): string {
  return createHmac('sha256', purposeKey(secret, 'confirmed')).update(payload).digest('base64url');
}
