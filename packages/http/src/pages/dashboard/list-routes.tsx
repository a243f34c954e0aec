/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { DEFAULT_PAGE_SIZE } from '@miomente/booking-domain';
import { seeOther, sendPage } from '../../guard/page-answer.ts';
import type { HttpRouter } from '../../request/context.ts';
import { reasonLabelsFor } from '../booking/reason-labels.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { BookingsPage } from './bookings-page.tsx';
import { forVisitors, type Visit } from './gate.ts';
import { LIST_PATH, listPath, readListRequest } from './list-request.ts';
import { readNotice } from './notice-address.ts';

/** The portal's home and the list of bookings. */
export function registerList(router: HttpRouter, deps: PagesDeps): void {
  router.get(
    '/dashboard',
    forVisitors(deps, async ({ ctx, session }) => seeOther(ctx, session.role === 'manager' ? '/manager' : LIST_PATH)),
  );
  router.get(
    LIST_PATH,
    forVisitors(deps, (visit) => showList(deps, visit)),
  );
}

async function showList(deps: PagesDeps, { ctx, session, reader }: Visit): Promise<void> {
  const request = readListRequest(ctx.query);
  const { filter, page: number } = request;
  const [page, courses, notice] = await Promise.all([
    deps.bookings.list(session.scope, { ...filter, page: number, limit: DEFAULT_PAGE_SIZE }, reader.now),
    deps.bookings.courses(session.scope),
    noticeOf(deps, { ctx, session }),
  ]);
  const partners =
    session.role === 'manager'
      ? await deps.partners.findMany([...new Set(page.rows.map(({ customerNumber }) => customerNumber))])
      : null;
  const setting = {
    reader,
    partners,
    policy: deps.policy,
    reason: await reasonLabelsFor(page.rows, deps.declineReasons, reader.language),
    back: listPath(filter, number),
  };
  sendPage(ctx, <BookingsPage view={{ request, page, courses, notice, setting }} />);
}

/** The booking that the address has news of, as far as this visitor may see it. */
export async function noticeOf(deps: PagesDeps, { ctx, session }: Pick<Visit, 'ctx' | 'session'>) {
  const notice = readNotice(ctx.query);
  const booking = notice === undefined ? undefined : await deps.bookings.find(session.scope, notice.id);
  return notice === undefined || booking === undefined ? null : { flash: notice.flash, booking };
}
