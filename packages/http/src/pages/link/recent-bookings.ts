import { asBookingId, type BookingId, MINUTE_MS } from '@miomente/booking-domain';
import { withQuery } from '@miomente/booking-paths';
import { z } from 'zod';
import { bookingId, lenient } from '../../guard/fields.ts';
import type { HttpContext } from '../../request/context.ts';
import type { Purpose } from '../../security/keys.ts';
import { signedCookie } from '../../security/signed-cookie.ts';
import type { PagesDeps } from '../pages-deps.ts';

/** How long this browser knows which bookings its links were about. */
export const RECENT_MS: number = 15 * MINUTE_MS;
/** More than anybody opens in that time; a cookie holds some 4 KB. */
const MAX_BOOKINGS = 40;
/** Bookings, each with the instant at which it is forgotten; the first one needs no name in an address. */
const RECENT = z.array(z.tuple([z.int().positive().transform(asBookingId), z.number()]));

/**
 * The bookings that pages of one kind were about in this very browser lately, by a signed cookie.
 * Two tabs show two bookings under one path, so an address names its booking as soon as there is
 * another (links#own-tab).
 */
export interface RecentBookings {
  /** Remembers a booking. @returns `path` where it is the only one, else `path` with the booking's id in it */
  remember(ctx: HttpContext, id: BookingId, path: string): string;
  /**
   * The booking that this request is about, if this browser was there lately.
   * @param named the booking that the address names, if any
   */
  asked(ctx: HttpContext, named: BookingId | undefined): BookingId | undefined;
}

/** @param name of the cookie, which is signed for one purpose */
export function recentBookings(
  { settings, clock }: Pick<PagesDeps, 'settings' | 'clock'>,
  { name, purpose }: { readonly name: string; readonly purpose: Purpose },
): RecentBookings {
  const cookie = signedCookie(settings, { name, purpose, schema: RECENT });
  return {
    remember: (ctx, id, path) => {
      const now = clock.now();
      const entries = cookie.read(ctx) ?? [];
      const known = entries.some(([, until]) => now < until) ? entries : [];
      const isFirst = known.length === 0 || known[0]?.[0] === id;
      const others = known.filter(([other]) => other !== id);
      const latest: [BookingId, number] = [id, now + RECENT_MS];
      const all = isFirst ? [latest, ...others] : [...others.slice(0, MAX_BOOKINGS - 1), latest];
      cookie.set(ctx, all, { maxAgeMs: RECENT_MS });
      return isFirst ? path : withBooking(path, id);
    },
    asked: (ctx, named) => {
      const entries = cookie.read(ctx) ?? [];
      const entry = named === undefined ? entries[0] : entries.find(([id]) => id === named);
      return entry !== undefined && clock.now() < entry[1] ? entry[0] : undefined;
    },
  };
}

/** The field of an address that names a booking; undefined where it names none. */
export const bookingNamed = lenient(bookingId, undefined);

/** A path that names the booking it is about. */
export function withBooking(path: string, id: BookingId): string {
  return withQuery(path, { booking: id });
}
