import type { BookingId, LinkRefused } from '@miomente/booking-domain';
import { z } from 'zod';
import type { HttpContext } from '../../request/context.ts';
import { signedValue } from '../../security/signed-value.ts';
import { seeOther } from '../frame/send-page.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { keptToken } from './kept-token.ts';
import { bookingNamed, recentBookings } from './recent-bookings.ts';

/** Everything after a link that can't be used happens under this path, where the browser brings its token. */
export const ERROR_PATH = '/confirmation-error';
/** Where the forms post to that take a confirmation back. */
export const TAKE_BACK_PATH = `${ERROR_PATH}/take-back`;

/** Links that did not do what they were made for, each kept in this browser beside the booking it is for. */
export interface UsedLinks {
  /** Sends the holder of a link that can't be used to the page that says why. */
  refuse(ctx: HttpContext, token: string, outcome: LinkRefused): void;
  /** Keeps the link of a booking that was just confirmed, for the form that takes that back. */
  keep(ctx: HttpContext, token: string, id: BookingId): void;
  /** The booking that this address is about, with the token of its link while the browser keeps it. */
  asked(ctx: HttpContext): { readonly id: BookingId; readonly token: string } | undefined;
  /** What a form that takes an answer back says: which booking it is for. Nobody else can write it. */
  nameFor(id: BookingId): string;
  /** The booking that such a form is for, with the token of its link while the browser keeps it. */
  named(ctx: HttpContext, name: string | undefined): { readonly id: BookingId; readonly token: string } | undefined;
}

export function usedLinks(deps: Pick<PagesDeps, 'settings' | 'clock'>): UsedLinks {
  const { settings } = deps;
  const recent = recentBookings(deps, { name: 'booking_links', purpose: 'refused_link' });
  const names = signedValue(settings, 'take_back', z.number().int());
  const tokenOf = (id: BookingId) => keptToken(`booking_link_${id}`, settings);
  const withToken = (ctx: HttpContext, id: BookingId | undefined) => {
    const token = id === undefined ? undefined : tokenOf(id).read(ctx);
    return id === undefined || token === undefined ? undefined : { id, token };
  };
  return {
    refuse: (ctx, token, { reason, booking }) => {
      const path = `${ERROR_PATH}?reason=${reason}`;
      if (booking === null) return seeOther(ctx, path);
      tokenOf(booking.id).keep(ctx, token, ERROR_PATH);
      seeOther(ctx, recent.remember(ctx, booking.id, path));
    },
    keep: (ctx, token, id) => tokenOf(id).keep(ctx, token, ERROR_PATH),
    asked: (ctx) => withToken(ctx, bookingNamed(ctx) ?? recent.asked(ctx)),
    nameFor: (id) => names.write(id),
    named: (ctx, name) => withToken(ctx, names.read(name)),
  };
}
