/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { DEFAULT_PAGE_SIZE } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { type Page, page } from '../../guard/page.ts';
import { leadsTo, shows } from '../../guard/page-answer.ts';
import type { Session } from '../../session/session.ts';
import { reasonLabelsFor } from '../booking/reason-labels.ts';
import { portalGate, type Visitor } from '../gates.ts';
import { upcomingPage } from '../inbox/dates-page.tsx';
import { DONE_FIELDS, readDone } from '../inbox/done-address.ts';
import { InboxPage } from '../inbox/inbox-page.tsx';
import { inboxView } from '../inbox/inbox-view.ts';
import { PAST_FIELDS, pastPage } from '../inbox/past-page.tsx';
import { countUpcoming } from '../inbox/upcoming.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { BookingsPage, type BookingsView } from './bookings-page.tsx';
import { LIST_FIELDS, type ListFields, listPath, listPlace, listRequest } from './list-request.ts';
import { NOTICE_FIELDS, type NoticeFields, type NoticeShown } from './notice-address.ts';

/** The portal's home and the list of bookings. */
export function listPages(deps: PagesDeps): readonly Page[] {
  const gate = portalGate(deps);
  return [
    page({
      method: 'get',
      address: paths.dashboard,
      about: 'The portal’s home',
      gate,
      answers: { 303: 'The partner’s bookings, or the office’s list' },
      handle: async ({ who }) => leadsTo((who.session.role === 'manager' ? paths.office : paths.bookings).at()),
    }),
    page({
      method: 'get',
      address: paths.bookings,
      about: 'The partner’s bookings; the office’s list of all',
      gate,
      query: { ...LIST_FIELDS, ...PAST_FIELDS, ...NOTICE_FIELDS, ...DONE_FIELDS },
      answers: { 200: 'What needs an answer, the course dates ahead or behind, or a page of the list' },
      handle: async ({ who, query }) => {
        const { session, reader } = who;
        const place = listPlace(query);
        if (session.role === 'manager' || place === 'list')
          return shows(<BookingsPage view={await listView(deps, who, query)} />);
        if (place === 'upcoming') return shows(await upcomingPage(deps, { session, reader }, query.page));
        if (place === 'past') return shows(await pastPage(deps, { session, reader }, query));
        const asked = { page: query.page, done: readDone(query) };
        const notice = await noticeOf(deps, session, query);
        return shows(<InboxPage view={await inboxView(deps, { session, reader }, asked, notice)} />);
      },
    }),
  ];
}

async function listView(
  deps: PagesDeps,
  { session, reader }: Visitor,
  query: ListFields & NoticeFields,
): Promise<BookingsView> {
  const request = listRequest(query);
  const { filter, page: number } = request;
  const [page, courses, notice, upcoming] = await Promise.all([
    deps.bookings.list(session.scope, { ...filter, page: number, limit: DEFAULT_PAGE_SIZE }, reader.now),
    deps.bookings.courses(session.scope),
    noticeOf(deps, session, query),
    session.role === 'manager' ? null : countUpcoming(deps, { session, reader }),
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
  return { request, page, courses, notice, setting, upcoming };
}

/** The booking that an address refers to, if this visitor may see it. */
export async function noticeOf(
  deps: PagesDeps,
  session: Session,
  { notice: flash, booking: id }: NoticeFields,
): Promise<NoticeShown | null> {
  const booking = flash === null || id === null ? undefined : await deps.bookings.find(session.scope, id);
  return flash === null || booking === undefined ? null : { flash, booking };
}
