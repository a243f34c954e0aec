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
  readAddress,
  silenceOfAll,
} from '@miomente/booking-domain';
import { paths, withQuery } from '@miomente/booking-paths';
import { measuredPartner } from '../../api/manager/measured-partner.ts';
import { MAX_EMAIL } from '../../guard/email.ts';
import { customerNumber, isGiven, typed } from '../../guard/fields.ts';
import { type Page, page } from '../../guard/page.ts';
import { leadsTo, shows } from '../../guard/page-answer.ts';
import { HttpProblem } from '../../problem/http-problem.ts';
import type { ManagerSession } from '../../session/session.ts';
import { reasonLabels } from '../booking/reason-labels.ts';
import { noticeOf } from '../dashboard/list-routes.tsx';
import { NOTICE_FIELDS, type NoticeFields } from '../dashboard/notice-address.ts';
import { officeGate, type Visitor } from '../gates.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { clearedField, clearedPartner } from './cleared-partner.ts';
import { pageField } from './list-request.ts';
import type { AddressView } from './master-data.tsx';
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
      query: PARTNER_FIELDS,
      answers: { 200: 'The partner' },
      handle: async ({ who, params, query }) =>
        shows(<PartnerPage view={await partnerView(deps, who, params.customerNumber, query)} />),
    }),
    page({
      method: 'post',
      address: paths.correctAddress,
      about: 'Corrects a partner’s mail address',
      gate,
      params: { customerNumber },
      form: { email: typed, wrong: typed },
      comeBack: ({ params }) => paths.partner.at(params),
      answers: { 303: 'The partner, with the address', 409: 'The address was changed meanwhile', 422: 'It is none' },
      handle: async ({ who, params, form }) => {
        const { customerNumber } = params;
        const again = async (why: 'noAddress' | 'changed') => {
          const refused = { typed: form.email.slice(0, MAX_EMAIL), why };
          return <PartnerPage view={await partnerView(deps, who, customerNumber, NO_FIELDS, refused)} />;
        };
        const email = readAddress(form.email);
        if (email === undefined) return shows(await again('noAddress'), 422);
        const wrong = form.wrong === '' ? null : form.wrong;
        const corrected = await deps.correctAddress(who.session.scope, { customerNumber, email, wrong });
        if (corrected === undefined) throw new HttpProblem('not_found');
        if (corrected.type === 'changed_meanwhile') return shows(await again('changed'), 409);
        return leadsTo(withQuery(paths.partner.at(params), { corrected: 1 }));
      },
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

const PARTNER_FIELDS = {
  ...PERIOD_FIELDS,
  page: pageField,
  cleared: clearedField,
  corrected: isGiven,
  ...NOTICE_FIELDS,
};

interface PartnerFields extends PeriodFields, NoticeFields {
  readonly page: number;
  readonly cleared: CustomerNumber | null;
  readonly corrected: boolean;
}

/** As of an address without any. */
const NO_FIELDS: PartnerFields = {
  ...{ period: '90', from: '', to: '', page: 1, cleared: null, corrected: false, notice: null, booking: null },
};

async function partnerView(
  deps: PagesDeps,
  { session, reader }: OfficeVisitor,
  customerNumber: CustomerNumber,
  fields: PartnerFields,
  refused: AddressView['refused'] = null,
): Promise<PartnerView> {
  const { page } = fields;
  const request = periodRequest(fields, reader.now, deps.settings.timeZone);
  const own = { ...NO_FILTER, status: 'pending', page, limit: DEFAULT_PAGE_SIZE } as const;
  const missed = { ...NO_FILTER, status: 'unanswered', page: 1, limit: DEFAULT_PAGE_SIZE } as const;
  const [measured, weeks, pending, unanswered, reasons, cleared, notice, corrections] = await Promise.all([
    measuredPartner(deps, session.scope, customerNumber, request.period),
    deps.partnerMetrics.weeks(session.scope, customerNumber, request.period, reader.now),
    deps.bookings.list(partnerScope(customerNumber), own, reader.now),
    deps.bookings.list(partnerScope(customerNumber), missed, reader.now),
    deps.declineReasons.all(),
    clearedPartner(deps, fields.cleared),
    noticeOf(deps, session, fields),
    deps.partners.corrections(customerNumber),
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
    address: { corrections, refused, isNews: fields.corrected && partner?.addressCorrection !== null },
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
