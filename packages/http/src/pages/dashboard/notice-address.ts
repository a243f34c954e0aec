import type { Stored } from '@miomente/booking-domain';
import { safePath } from '../login/safe-path.ts';
import { LIST_PATH } from './list-request.ts';

/**
 * What a redirect after a form says happened. The address only names it; the page tells it from
 * the booking as it is, so an invented address tells nothing untrue.
 */
export type Happening = 'confirmed' | 'declined' | 'reopened' | 'already' | 'refused';
const HAPPENINGS: readonly Happening[] = ['confirmed', 'declined', 'reopened', 'already', 'refused'];

/** A path that opens with a notice about a booking. */
export function withNotice(path: string, happening: Happening, id: number): string {
  const [pathname = '', query = ''] = path.split('?', 2);
  const params = new URLSearchParams(query);
  params.set('notice', happening);
  params.set('booking', String(id));
  return `${pathname}?${params}`;
}

/** What a page's address says happened. */
export function readNotice(query: Readonly<Record<string, unknown>>): { happening: Happening; id: number } | undefined {
  const happening = HAPPENINGS.find((known) => known === query['notice']);
  const id = Number(query['booking']);
  return happening === undefined || !Number.isSafeInteger(id) || id < 1 ? undefined : { happening, id };
}

/** Whether a booking's state bears out what the address says. */
export function bearsOut(happening: Happening, { status }: Stored): boolean {
  if (happening === 'refused') return true;
  if (happening === 'already') return status === 'confirmed' || status === 'declined';
  return status === (happening === 'reopened' ? 'pending' : happening);
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
