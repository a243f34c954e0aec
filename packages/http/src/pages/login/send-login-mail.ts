import type { RequestLoginInput } from '@miomente/booking-domain';
import type { HttpContext } from '../../request/context.ts';
import { seeOther } from '../frame/send-page.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { freshBrowserSecret, keptRequests } from './kept-request.ts';
import { leadingTo } from './safe-path.ts';

/**
 * Asks for a login mail and leads to the page that takes its code; loading that again sends no other.
 * @param shown the address as the page may show it
 */
export async function sendLoginMail(
  deps: PagesDeps,
  ctx: HttpContext,
  { shown, ...asked }: Omit<RequestLoginInput, 'browser'> & { readonly shown: string },
): Promise<void> {
  const browser = freshBrowserSecret();
  await deps.requestLogin({ ...asked, browser });
  seeOther(ctx, leadingTo(keptRequests(deps.settings).keep(ctx, { browser, shown }), asked.next));
}
