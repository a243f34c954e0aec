import type { Partner } from '@miomente/booking-domain';
import type { HttpContext } from '../../request/context.ts';
import type { PagesDeps } from '../pages-deps.ts';

/** The partner whose mark the address says was taken away; null when there is none, or it is there still. */
export async function clearedPartner(deps: Pick<PagesDeps, 'partners'>, ctx: HttpContext): Promise<Partner | null> {
  const number = ctx.query['cleared'];
  const partner = typeof number === 'string' && number !== '' ? await deps.partners.find(number) : undefined;
  return partner === undefined || partner.addressMark !== null ? null : partner;
}
