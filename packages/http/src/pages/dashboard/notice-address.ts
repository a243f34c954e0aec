import { asBookingId, type BookingId, type Stored } from '@miomente/booking-domain';
import { safePath } from '../login/safe-path.ts';
import { LIST_PATH } from './list-request.ts';

/**
 * What a redirect after a form says happened. The address only names it; the page tells it from
 * the booking as it is, so an invented address tells nothing untrue.
 */
export type FlashMessage = 'confirmed' | 'declined' | 'reopened' | 'already' | 'refused';
const HAPPENINGS: readonly FlashMessage[] = ['confirmed', 'declined', 'reopened', 'already', 'refused'];

/** A path that opens with a notice about a booking. */
export function withNotice(path: string, flash: FlashMessage, id: BookingId): string {
  const [pathname = '', query = ''] = path.split('?', 2);
  const params = new URLSearchParams(query);
  params.set('notice', flash);
  params.set('booking', String(id));
  return `${pathname}?${params}`;
}

/** What a page's address says happened. */
export function readNotice(
  query: Readonly<Record<string, unknown>>,
): { flash: FlashMessage; id: BookingId } | undefined {
  const flash = HAPPENINGS.find((known) => known === query['notice']);
  const id = Number(query['booking']);
  return flash === undefined || !Number.isSafeInteger(id) || id < 1 ? undefined : { flash, id: asBookingId(id) };
}

/** Whether a booking's state bears out what the address says. */
export function bearsOut(flash: FlashMessage, { status }: Stored): boolean {
  if (flash === 'refused') return true;
  if (flash === 'already') return status === 'confirmed' || status === 'declined';
  return status === (flash === 'reopened' ? 'pending' : flash);
}

/** Where a form on a list asked to come back to; undefined where it named no list of ours. */
export function listNamed(back: unknown): string | undefined {
  const path = safePath(back);
  const [pathname] = path.split('?', 1);
  const isList = pathname === LIST_PATH || pathname === '/manager' || pathname?.startsWith('/manager/') === true;
  return isList ? withoutNotice(path) : undefined;
}

/** A path without a notice of before. */
export function withoutNotice(path: string): string {
  const [pathname = '', query = ''] = path.split('?', 2);
  const params = new URLSearchParams(query);
  params.delete('notice');
  params.delete('booking');
  return params.size === 0 ? pathname : `${pathname}?${params}`;
}
