import { type CustomerNumber, MAX_CUSTOMER_NUMBER_LENGTH, type Partner } from '@miomente/booking-domain';
import { HttpProblem } from '../../problem/http-problem.ts';
import type { HttpContext } from '../../request/context.ts';
import type { PagesDeps } from '../pages-deps.ts';

/** The partner whose mark the address says was taken away; null when there is none, or it is there still. */
export async function clearedPartner(deps: Pick<PagesDeps, 'partners'>, ctx: HttpContext): Promise<Partner | null> {
  const number = ctx.query['cleared'];
  const partner = typeof number === 'string' && isCustomerNumber(number) ? await deps.partners.find(number) : undefined;
  return partner === undefined || partner.addressMark !== null ? null : partner;
}

/** Whether a text can be a customer number at all; a NUL would break the database's look-up. */
function isCustomerNumber(text: string): text is CustomerNumber {
  return text !== '' && text.length <= MAX_CUSTOMER_NUMBER_LENGTH && !/\p{Cc}/u.test(text);
}

/**
 * The customer number in the address.
 * @throws HttpProblem 404 when it can be none
 */
export function customerNumberOf(ctx: HttpContext): CustomerNumber {
  const text = ctx.params['customerNumber'] ?? '';
  if (!isCustomerNumber(text)) throw new HttpProblem('not_found');
  return text;
}
