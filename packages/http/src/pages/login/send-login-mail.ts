import type { RequestLoginInput } from '@miomente/booking-domain';
import { leadsTo, type PageAnswer } from '../../guard/page-answer.ts';
import type { HttpContext } from '../../request/context.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { freshBrowserSecret, keptRequests } from './kept-request.ts';
import { leadingTo } from './safe-path.ts';

/**
 * Requests a login mail and leads to the page for its code; reloading that page sends no other mail.
 * @param shown the address as the page may show it
 */
export async function sendLoginMail(
  deps: PagesDeps,
  ctx: HttpContext,
  { shown, ...asked }: Omit<RequestLoginInput, 'browser'> & { readonly shown: string },
): Promise<PageAnswer<303>> {
  const browser = freshBrowserSecret();
  await deps.requestLogin({ ...asked, browser });
  return leadsTo(leadingTo(keptRequests(deps.settings).keep(ctx, { browser, shown }), asked.next));
}
