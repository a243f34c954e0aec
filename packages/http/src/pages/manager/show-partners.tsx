/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import {
  type CustomerNumber,
  DEFAULT_PAGE_SIZE,
  everyWeek,
  localDay,
  type MetricsPeriod,
  type MetricsWeek,
  NO_FILTER,
  partnerScope,
  silenceOfAll,
} from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { measuredPartner } from '../../api/manager/measured-partner.ts';
import { customerNumber } from '../../guard/fields.ts';
import { type Page, page } from '../../guard/page.ts';
import { shows } from '../../guard/page-answer.ts';
import { HttpProblem } from '../../problem/http-problem.ts';
import type { ManagerSession } from '../../session/session.ts';
import { reasonLabels } from '../booking/reason-labels.ts';
import { noticeOf } from '../dashboard/list-routes.tsx';
import { NOTICE_FIELDS, type NoticeFields } from '../dashboard/notice-address.ts';
import { officeGate, type Visitor } from '../gates.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { clearedField, clearedPartner } from './cleared-partner.ts';
import { pageField } from './list-request.ts';
import { PartnerPage, type PartnerView } from './partner-page.tsx';
import { PartnersPage } from './partners-page.tsx';
import {
  PARTNERS_FIELDS,
  type PartnersFields,
  PERIOD_FIELDS,
  type PeriodFields,
  partnersRequest,
  periodRequest,
} from './partners-request.ts';
import { MAX_WEEKS } from './week-charts.tsx';

type OfficeVisitor = Visitor<ManagerSession>;

/** How partners answer: all of them, and each. */
export function partnerPages(deps: PagesDeps): readonly Page[] {
  const gate = officeGate(deps);
  return [
    page({
      method: 'get',
      address: paths.partners,
      about: 'How partners answer',
      gate,
      query: PARTNERS_FIELDS,
      answers: { 200: 'A page of the list' },
      handle: async ({ who, query }) => shows(<PartnersPage view={await partnersView(deps, who, query)} />),
    }),
    page({
      method: 'get',
      address: paths.partner,
      about: 'One partner: how they answer, and what they have not answered',
      gate,
      params: { customerNumber },
      query: { ...PERIOD_FIELDS, page: pageField, cleared: clearedField, ...NOTICE_FIELDS },
      answers: { 200: 'The partner' },
      handle: async ({ who, params, query }) =>
        shows(<PartnerPage view={await partnerView(deps, who, params.customerNumber, query)} />),
    }),
  ];
}

async function partnersView(deps: PagesDeps, { session, reader }: OfficeVisitor, fields: PartnersFields) {
  const request = partnersRequest(fields, reader.now, deps.settings.timeZone);
  const { period, search, sort, page: number } = request;
  const paging = { page: number, limit: DEFAULT_PAGE_SIZE };
  const query = { ...period, search, sort, bounced: false, ...paging };
  const whole = search === '' && number === 1;
  const [page, weeks] = await Promise.all([
    deps.partnerMetrics.list(session.scope, query, reader.now),
    whole ? deps.partnerMetrics.weeks(session.scope, null, period, reader.now) : [],
  ]);
  const charted = chartedWeeks(deps, weeks, period, reader.now);
  return { reader, request, page, ...(whole ? charted : { weeks: [], cut: false }) };
}

interface PartnerFields extends PeriodFields, NoticeFields {
  readonly page: number;
  readonly cleared: CustomerNumber | null;
}

async function partnerView(
  deps: PagesDeps,
  { session, reader }: OfficeVisitor,
  customerNumber: CustomerNumber,
  fields: PartnerFields,
): Promise<PartnerView> {
  const { page } = fields;
  const request = periodRequest(fields, reader.now, deps.settings.timeZone);
  const own = { ...NO_FILTER, status: 'pending', page, limit: DEFAULT_PAGE_SIZE } as const;
  const missed = { ...NO_FILTER, status: 'unanswered', page: 1, limit: DEFAULT_PAGE_SIZE } as const;
  const [measured, weeks, pending, unanswered, reasons, cleared, notice] = await Promise.all([
    measuredPartner(deps, session.scope, customerNumber, request.period),
    deps.partnerMetrics.weeks(session.scope, customerNumber, request.period, reader.now),
    deps.bookings.list(partnerScope(customerNumber), own, reader.now),
    deps.bookings.list(partnerScope(customerNumber), missed, reader.now),
    deps.declineReasons.all(),
    clearedPartner(deps, fields.cleared),
    noticeOf(deps, session, fields),
  ]);
  if (measured === undefined) throw new HttpProblem('not_found');
  const { partner } = measured;
  const [wrongNumberAt, { of }] = await Promise.all([
    partner === null ? null : deps.readCalls.wrongNumberAt(session.scope, partner),
    deps.readSilence(session.scope, pending.rows, partner ?? undefined),
  ]);
  const reason = reasonLabels(reasons, reader.language);
  const charted = chartedWeeks(deps, weeks, request.period, reader.now);
  return {
    reader,
    policy: deps.policy,
    reason,
    measured,
    wrongNumberAt,
    request,
    ...charted,
    pending,
    unanswered,
    page,
    silence: silenceOfAll([...of.values()]),
    cleared,
    notice,
  };
}

/** Every week of a period, or as many of the last as fit into a chart. */
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
