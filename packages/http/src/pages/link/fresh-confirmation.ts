import { type BookingId, MINUTE_MS } from '@miomente/booking-domain';
import { z } from 'zod';
import type { HttpContext } from '../../request/context.ts';
import { signedCookie } from '../../security/signed-cookie.ts';
import type { PagesDeps } from '../pages-deps.ts';

/** How long the success page shows the booking to the visitor who confirmed it. */
const SHOWN_MS = 15 * MINUTE_MS;
/** The booking, and until when it is shown. */
const CONFIRMED = z.tuple([z.number().int(), z.number()]);

/** Which booking this very visitor has just confirmed by link, by a signed cookie. */
export interface FreshConfirmation {
  remember(ctx: HttpContext, id: BookingId): void;
  read(ctx: HttpContext): BookingId | undefined;
}

export function freshConfirmation({ settings, clock }: Pick<PagesDeps, 'settings' | 'clock'>): FreshConfirmation {
  const cookie = signedCookie(settings, { name: 'booking_confirmed', purpose: 'confirmed', schema: CONFIRMED });
  return {
    remember: (ctx, id) => cookie.set(ctx, [id, clock.now() + SHOWN_MS], { maxAgeMs: SHOWN_MS }),
    read: (ctx) => {
      const [id, until] = cookie.read(ctx) ?? [undefined, 0];
      return clock.now() < until ? id : undefined;
    },
  };
}
