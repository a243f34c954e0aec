import { type PressAction, SECOND_MS, type Stored } from '@miomente/booking-domain';
import { pageViews } from '../../src/pages/link/page-view.ts';
import type { World } from '../world.ts';

/** The mark of a booking's page as it was so long ago. */
export function markOf(
  { settings, clock }: Pick<World, 'settings' | 'clock'>,
  booking: Stored,
  { action = 'confirm', ageMs = 8 * SECOND_MS }: { readonly action?: PressAction; readonly ageMs?: number } = {},
): string {
  return pageViews({ settings, clock: { now: () => clock.now() - ageMs } }).mark(booking, action);
}

/** What the button of a booking's page sends, from somebody who has read it for eight seconds. */
export function pressed(world: Pick<World, 'settings' | 'clock'>, booking: Stored, action?: PressAction) {
  const mark = markOf(world, booking, action === undefined ? {} : { action });
  return {
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      'Sec-Fetch-Site': 'same-origin',
      // The page offered it.
      Cookie: 'booking_cookies=1',
    },
    body: new URLSearchParams({ mark }).toString(),
  };
}
