import type { LoggedIn } from '@miomente/booking-domain';
import { leadsTo, type PageAnswer } from '../../guard/page-answer.ts';
import type { HttpContext } from '../../request/context.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { safePath } from './safe-path.ts';

/** Starts the session of a link or code, remembers the device, and redirects to the page that the visitor wanted. */
export async function comeIn(
  deps: PagesDeps,
  ctx: HttpContext,
  { account, next }: LoggedIn,
  sessionId: string,
): Promise<PageAnswer<303>> {
  await deps.sessions.start(ctx, account, sessionId);
  if (account.role === 'partner') deps.devices.remember(ctx, account.customerNumber);
  return leadsTo(safePath(next));
}
