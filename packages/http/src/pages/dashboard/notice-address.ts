import type { BookingId, Stored } from '@miomente/booking-domain';
import { paths, withQuery } from '@miomente/booking-paths';
import { z } from 'zod';
import { bookingId, lenient } from '../../guard/fields.ts';
import { safePath } from '../login/safe-path.ts';

/**
 * What a redirect after a form says happened. The address only names it; the page takes it from the booking's state, so
 * an invented address shows nothing untrue.
 */
export type FlashMessage = 'confirmed' | 'declined' | 'reopened' | 'already' | 'changed' | 'refused';
const FLASH_MESSAGES: readonly FlashMessage[] = ['confirmed', 'declined', 'reopened', 'already', 'changed', 'refused'];

/** The parameters of an address that name what happened, and to which booking. */
export const NOTICE_FIELDS = { notice: lenient(z.enum(FLASH_MESSAGES), null), booking: lenient(bookingId, null) };

/** The parsed parameters. */
export interface NoticeFields {
  readonly notice: FlashMessage | null;
  readonly booking: BookingId | null;
}

/** What happened, with the booking as the visitor may see it. */
export interface NoticeShown {
  readonly flash: FlashMessage;
  readonly booking: Stored;
}

/** A path with a notice about a booking. */
export function withNotice(path: string, flash: FlashMessage, id: BookingId): string {
  return withQuery(path, { notice: flash, booking: id });
}

/** Whether a booking's state confirms what the address says. */
export function bearsOut(flash: FlashMessage, { status }: Stored): boolean {
  if (flash === 'refused') return true;
  if (flash === 'changed') return status !== 'cancelled';
  if (flash === 'already') return status === 'confirmed' || status === 'declined';
  return status === (flash === 'reopened' ? 'pending' : flash);
}

const COURSE_DATES = paths.courseDate.pattern.slice(0, paths.courseDate.pattern.indexOf('/:'));

/** The page that a form on a list returns to; undefined when it names no list of ours. */
export function listNamed(back: unknown): string | undefined {
  const path = safePath(back);
  const [pathname] = path.split('?', 1);
  const office = paths.office.at();
  const below = (root: string): boolean => pathname?.startsWith(`${root}/`) === true;
  const isList = pathname === paths.bookings.at() || pathname === office || below(office) || below(COURSE_DATES);
  return isList ? withoutNotice(path) : undefined;
}

/** The field of a form or address with the list to return to; null when it is no list of ours. */
export const listField = z.unknown().transform((back) => listNamed(back) ?? null);

/** A path without an earlier notice. */
export function withoutNotice(path: string): string {
  return withQuery(path, { notice: null, booking: null });
}
