import { asBookingId, type BookingId, type LinkRefused } from '@miomente/booking-domain';
import { paths, withQuery } from '@miomente/booking-paths';
import { z } from 'zod';
import { leadsTo, type PageAnswer } from '../../guard/page-answer.ts';
import type { HttpContext } from '../../request/context.ts';
import { signedValue } from '../../security/signed-value.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { keptToken } from './kept-token.ts';
import { recentBookings } from './recent-bookings.ts';

/** Links that did not do what they were made for, each kept in this browser beside the booking it is for. */
export interface UsedLinks {
  /** Sends the holder of a link that can't be used to the page that says why. */
  refuse(ctx: HttpContext, token: string, outcome: LinkRefused): PageAnswer<303>;
  /** Keeps the link of a booking that was just confirmed, for the form that takes that back. */
  keep(ctx: HttpContext, token: string, id: BookingId): void;
  /**
   * The booking that a request is about, with the token of its link while the browser keeps it.
   * @param named the booking that the address names, if any
   */
  asked(ctx: HttpContext, named: BookingId | undefined): { readonly id: BookingId; readonly token: string } | undefined;
  /** What a form that takes an answer back says: which booking it is for. Nobody else can write it. */
  nameFor(id: BookingId): string;
  /** The booking that such a form is for, with the token of its link while the browser keeps it. */
  named(ctx: HttpContext, name: string): { readonly id: BookingId; readonly token: string } | undefined;
}

/** The used links of this browser, in cookies: each token in one of its own, and which one was the last. */
export function usedLinks(deps: Pick<PagesDeps, 'settings' | 'clock'>): UsedLinks {
  const { settings } = deps;
  const recent = recentBookings(deps, { name: 'booking_links', purpose: 'refused_link' });
  const names = signedValue(settings, 'take_back', z.int().positive().transform(asBookingId));
  const tokenOf = (id: BookingId) => keptToken(`booking_link_${id}`, settings);
  const withToken = (ctx: HttpContext, id: BookingId | undefined) => {
    const token = id === undefined ? undefined : tokenOf(id).read(ctx);
    return id === undefined || token === undefined ? undefined : { id, token };
  };
  return {
    refuse: (ctx, token, { reason, booking }) => {
      const path = withQuery(paths.confirmationError.at(), { reason });
      if (booking === null) return leadsTo(path);
      tokenOf(booking.id).keep(ctx, token, paths.confirmationError.at());
      return leadsTo(recent.remember(ctx, booking.id, path));
    },
    keep: (ctx, token, id) => tokenOf(id).keep(ctx, token, paths.confirmationError.at()),
    asked: (ctx, named) => withToken(ctx, named ?? recent.asked(ctx, undefined)),
    nameFor: (id) => names.write(id),
    named: (ctx, name) => withToken(ctx, names.read(name)),
  };
}
