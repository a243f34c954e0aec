import { randomBytes } from 'node:crypto';
import { asBookingId, DAY_MS, type LinkPress, type PressAction, type Stored, shownOf } from '@miomente/booking-domain';
import { z } from 'zod';
import { typed } from '../../guard/fields.ts';
import type { HttpContext } from '../../request/context.ts';
import { signedCookie } from '../../security/signed-cookie.ts';
import { signedValue } from '../../security/signed-value.ts';
import type { PagesDeps } from '../pages-deps.ts';

/** How long a browser that pressed a trap is known for it. */
const TRAPPED_MS = DAY_MS;

/** A mark: booking, action, which view, when, and what the page showed. */
const MARK = z.tuple([
  z.int().min(1).transform(asBookingId),
  z.enum(['confirm', 'take_back']),
  z.string(),
  z.number(),
  z.string(),
]);

/** The fields of a form whose press is judged. The page that does not ask sends no answer. */
export const sentPress = { mark: typed, trap: typed, answer: z.string().optional() } as const;

/** The fields of a form whose press is judged, as they were sent. */
export interface SentPress {
  readonly mark: string;
  readonly trap: string;
  /** Undefined where the page did not ask. */
  readonly answer?: string | undefined;
}

/** Whether a form of ours was sent: it brings a mark, or an answer. */
export function isFromPage({ mark, answer }: SentPress): boolean {
  return mark !== '' || answer !== undefined;
}

/** Views of pages with a button, and what a press on one brings back. */
export interface PageViews {
  /** The mark of a view that is being made now (links#press-mark). */
  mark(booking: Stored, action: PressAction): string;
  /** What a form brought; a browser whose trap was pressed is known for it from now on. */
  read(ctx: HttpContext, sent: SentPress): LinkPress;
}

export function pageViews({ settings, clock }: Pick<PagesDeps, 'settings' | 'clock'>): PageViews {
  const marks = signedValue(settings, 'page_view', MARK);
  const trapped = signedCookie(settings, { name: 'booking_trap', purpose: 'trap', schema: z.number() });
  return {
    mark: (booking, action) =>
      marks.write([booking.id, action, randomBytes(6).toString('base64url'), clock.now(), shownOf(booking)]),
    read: (ctx, sent) => {
      const now = clock.now();
      const trap = sent.trap !== '';
      const until = trapped.read(ctx);
      if (trap) trapped.set(ctx, now + TRAPPED_MS, { maxAgeMs: TRAPPED_MS });
      const mark = marks.read(sent.mark);
      const read = mark === undefined ? null : { bookingId: mark[0], action: mark[1], at: mark[3], shown: mark[4] };
      return { mark: read, trap, trapBefore: until !== undefined && now < until, answer: sent.answer ?? null };
    },
  };
}
