import { asBookingId, type BookingId, DAY_MS } from '@miomente/booking-domain';
import { paths, withQuery } from '@miomente/booking-paths';
import { z } from 'zod';
import { lenient } from '../../guard/fields.ts';
import type { HttpContext } from '../../request/context.ts';
import { pathCookie } from '../../request/cookies.ts';
import { signedValue } from '../../security/signed-value.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { bookingNamed, RECENT_MS, recentBookings } from './recent-bookings.ts';

/** A booking, and the instant from which on the address that names it says nothing more. */
const TOLD = z.tuple([z.int().positive().transform(asBookingId), z.number()]);

/** What the address of the success page may name. */
export const confirmationNamed = { booking: bookingNamed, told: lenient(z.string(), undefined) } as const;

/** What this page may show: all of the booking, or only what the page before it showed, which is nothing of the customer. */
export interface Shown {
  readonly id: BookingId;
  readonly whole: boolean;
}

/** The bookings that this very visitor has confirmed by link in the last 15 minutes. */
export interface FreshConfirmations {
  /** On the page with the button: lets a browser prove with its next request that it keeps cookies. */
  offerCookie(ctx: HttpContext): void;
  /**
   * @param byPage whether a page of ours offered a cookie before, since its form was sent
   * @returns where the confirmation is shown; for a browser that keeps no cookies with its name (links#no-cookies)
   */
  remember(ctx: HttpContext, id: BookingId, byPage: boolean): string;
  /** The booking that a request for the success page is about. */
  asked(
    ctx: HttpContext,
    named: { readonly booking: BookingId | undefined; readonly told: string | undefined },
  ): Shown | undefined;
}

export function freshConfirmations({ settings, clock }: Pick<PagesDeps, 'settings' | 'clock'>): FreshConfirmations {
  const recent = recentBookings({ settings, clock }, { name: 'booking_confirmed', purpose: 'confirmed' });
  const told = signedValue(settings, 'confirmed_here', TOLD);
  const kept = pathCookie(settings, 'booking_cookies');
  const path = paths.confirmationSuccess.at();
  return {
    offerCookie: (ctx) => kept.set(ctx, paths.confirmLink.at({ token: '' }), '1', { maxAgeMs: DAY_MS }),
    remember: (ctx, id, byPage) => {
      const remembered = recent.remember(ctx, id, path);
      return byPage && ctx.get('Cookie') === ''
        ? withQuery(path, { told: told.write([id, clock.now() + RECENT_MS]) })
        : remembered;
    },
    asked: (ctx, named) => {
      const byCookie = recent.asked(ctx, named.booking);
      if (byCookie !== undefined) return { id: byCookie, whole: true };
      const [id, until] = told.read(named.told) ?? [];
      return id !== undefined && until !== undefined && clock.now() < until ? { id, whole: false } : undefined;
    },
  };
}
