import type { PagesDeps } from '../pages-deps.ts';
import { type RecentBookings, recentBookings } from './recent-bookings.ts';

/** The bookings that this very visitor has confirmed by link in the last 15 minutes. */
export function freshConfirmations(deps: Pick<PagesDeps, 'settings' | 'clock'>): RecentBookings {
  return recentBookings(deps, { name: 'booking_confirmed', purpose: 'confirmed' });
}
