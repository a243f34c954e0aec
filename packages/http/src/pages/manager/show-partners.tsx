/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import {
  DEFAULT_PAGE_SIZE,
  everyWeek,
  localDay,
  type MetricsPeriod,
  type MetricsWeek,
  NO_FILTER,
  partnerScope,
} from '@miomente/booking-domain';
import { measuredPartner } from '../../api/manager/measured-partner.ts';
import { sendPage } from '../../guard/page-answer.ts';
import { HttpProblem } from '../../problem/http-problem.ts';
import type { ManagerSession } from '../../session/session.ts';
import { reasonLabels } from '../booking/reason-labels.ts';
import type { Visit } from '../dashboard/gate.ts';
import { noticeOf } from '../dashboard/list-routes.tsx';
import type { PagesDeps } from '../pages-deps.ts';
import { clearedPartner, customerNumberOf } from './cleared-partner.ts';
import { readPage } from './list-request.ts';
import { PartnerPage } from './partner-page.tsx';
import { PartnersPage } from './partners-page.tsx';
import { readPartnersRequest, readPeriod } from './partners-request.ts';
import { MAX_WEEKS } from './week-charts.tsx';

type OfficeVisit = Visit<ManagerSession>;

export async function showPartners(deps: PagesDeps, { ctx, session, reader }: OfficeVisit): Promise<void> {
  const request = readPartnersRequest(ctx.query, reader.now, deps.settings.timeZone);
  const { period, search, sort, page: number } = request;
  const paging = { page: number, limit: DEFAULT_PAGE_SIZE };
  const query = { ...period, search, sort, bounced: false, ...paging };
  const whole = search === '' && number === 1;
  const [page, weeks] = await Promise.all([
    deps.partnerMetrics.list(session.scope, query, reader.now),
    whole ? deps.partnerMetrics.weeks(session.scope, null, period, reader.now) : [],
  ]);
  const charted = chartedWeeks(deps, weeks, period, reader.now);
  sendPage(ctx, <PartnersPage view={{ reader, request, page, ...(whole ? charted : { weeks: [], cut: false }) }} />);
}

export async function showPartner(deps: PagesDeps, visit: OfficeVisit): Promise<void> {
  const { ctx, session, reader } = visit;
  const customerNumber = customerNumberOf(ctx);
  const request = readPeriod(ctx.query, reader.now, deps.settings.timeZone);
  const page = readPage(ctx.query);
  const own = { ...NO_FILTER, status: 'pending', page, limit: DEFAULT_PAGE_SIZE } as const;
  const missed = { ...NO_FILTER, status: 'unanswered', page: 1, limit: DEFAULT_PAGE_SIZE } as const;
  const [measured, weeks, pending, unanswered, reasons, cleared, notice] = await Promise.all([
    measuredPartner(deps, session.scope, customerNumber, request.period),
    deps.partnerMetrics.weeks(session.scope, customerNumber, request.period, reader.now),
    deps.bookings.list(partnerScope(customerNumber), own, reader.now),
    deps.bookings.list(partnerScope(customerNumber), missed, reader.now),
    deps.declineReasons.all(),
    clearedPartner(deps, ctx),
    noticeOf(deps, visit),
  ]);
  if (measured === undefined) throw new HttpProblem('not_found');
  const reason = reasonLabels(reasons, reader.language);
  const charted = chartedWeeks(deps, weeks, request.period, reader.now);
  const view = {
    reader,
    policy: deps.policy,
    reason,
    measured,
    request,
    ...charted,
    pending,
    unanswered,
    page,
    cleared,
    notice,
  };
  sendPage(ctx, <PartnerPage view={view} />);
}

/** Every week of a period, or as many of the last as a chart holds. */
function chartedWeeks(
  { settings }: PagesDeps,
  known: readonly MetricsWeek[],
  period: MetricsPeriod,
  now: number,
): { readonly weeks: readonly MetricsWeek[]; readonly cut: boolean } {
  const weeks = everyWeek(known, period, { today: localDay(now, settings.timeZone), most: MAX_WEEKS });
  const [first] = weeks;
  return { weeks, cut: first !== undefined && known.some(({ week }) => week < first.week) };
}
