import type { RequestLoginInput } from '@miomente/booking-domain';
import { withQuery } from '@miomente/booking-paths';
import { leadsTo, type PageAnswer } from '../../guard/page-answer.ts';
import type { HttpContext } from '../../request/context.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { freshBrowserSecret, keptRequests } from './kept-request.ts';
import { leadingTo } from './safe-path.ts';

/**
 * Requests a login mail and leads to the page for its code; reloading that page sends no other mail. What was searched for
 * is not kept with the login, because it may be a customer's name (orders#where-customer-data-is).
 * @param shown the address as the page may show it
 */
export async function sendLoginMail(
  deps: PagesDeps,
  ctx: HttpContext,
  { shown, ...asked }: Omit<RequestLoginInput, 'browser'> & { readonly shown: string },
): Promise<PageAnswer<303>> {
  const browser = freshBrowserSecret();
  await deps.requestLogin({ ...asked, next: withQuery(asked.next, { search: null }), browser });
  return leadsTo(leadingTo(keptRequests(deps.settings).keep(ctx, { browser, shown }), asked.next));
}
