import type { LoggedIn } from '@miomente/booking-domain';
import { leadsTo, type PageAnswer } from '../../guard/page-answer.ts';
import type { HttpContext } from '../../request/context.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { safePath } from './safe-path.ts';

/**
 * Starts the session of a link or code, and redirects to the page that the visitor wanted. The device is not known yet:
 * a program may have pressed the link's button.
 */
export async function comeIn(
  deps: PagesDeps,
  ctx: HttpContext,
  { account, next }: LoggedIn,
  sessionId: string,
): Promise<PageAnswer<303>> {
  await deps.sessions.start(ctx, account, sessionId);
  return leadsTo(safePath(next));
}
