/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { ATTENTIONS, type Attention } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { z } from 'zod';
import { lenient } from '../../guard/fields.ts';
import { type Page, page } from '../../guard/page.ts';
import { shows } from '../../guard/page-answer.ts';
import type { ManagerSession } from '../../session/session.ts';
import { reasonLabels } from '../booking/reason-labels.ts';
import { noticeOf } from '../dashboard/list-routes.tsx';
import { NOTICE_FIELDS, type NoticeFields } from '../dashboard/notice-address.ts';
import { officeGate, type Visitor } from '../gates.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { AddressesPage } from './addresses-page.tsx';
import { ATTENTION_LISTS, AttentionPage } from './attention-page.tsx';
import { clearedField, clearedPartner } from './cleared-partner.ts';
import { DeliveriesPage } from './deliveries-page.tsx';
import { listRequest, pageField } from './list-request.ts';
import { OrderItemsPage } from './order-items-page.tsx';

/** Those that are lists of bookings; whom to call has pages of its own. */
const LISTS = ATTENTIONS.filter((attention) => attention !== 'escalated');
type Listed = Exclude<Attention, 'escalated'>;

const ABOUT: Readonly<Record<Listed, string>> = {
  missed: 'Bookings that nobody answered before the event began',
  rebooking: 'Declined bookings to rebook',
  flagged: 'Bookings to clear up',
};
const ANSWERS = { 200: 'A page of the list' } as const;

/** The office's lists. */
export function officeListPages(deps: PagesDeps): readonly Page[] {
  const gate = officeGate(deps);
  return [
    ...LISTS.map((attention) =>
      page({
        method: 'get',
        address: ATTENTION_LISTS[attention],
        about: ABOUT[attention],
        gate,
        query: { page: pageField, ...NOTICE_FIELDS },
        answers: ANSWERS,
        handle: async ({ who, query }) =>
          shows(<AttentionPage view={await attentionView(deps, who, attention, query)} />),
      }),
    ),
    page({
      method: 'get',
      address: paths.orderItems,
      about: 'Ordered items for which there is no booking',
      gate,
      query: { page: pageField },
      answers: ANSWERS,
      handle: async ({ who: { session, reader }, query }) => {
        const request = listRequest(paths.orderItems, query.page);
        const page = await deps.flaggedOrderItems.list(session.scope, reader.now, request);
        return shows(<OrderItemsPage view={{ reader, request, page }} />);
      },
    }),
    page({
      method: 'get',
      address: paths.deliveries,
      about: 'Mails and tickets that could not be delivered',
      gate,
      query: { page: pageField, delivery: lenient(z.enum(['resent', 'not_resent']), null) },
      answers: ANSWERS,
      handle: async ({ who: { session, reader }, query }) => {
        const request = listRequest(paths.deliveries, query.page);
        const page = await deps.deliveries.dead(session.scope, request);
        return shows(<DeliveriesPage view={{ reader, request, page, resent: query.delivery }} />);
      },
    }),
    page({
      method: 'get',
      address: paths.markedAddresses,
      about: 'Partners whom mail does not reach',
      gate,
      query: { page: pageField, cleared: clearedField },
      answers: ANSWERS,
      handle: async ({ who: { session, reader }, query }) => {
        const request = listRequest(paths.markedAddresses, query.page);
        const bounced = {
          ...request,
          from: null,
          to: null,
          search: '',
          bounced: true,
          sort: { key: 'name', descending: false },
        } as const;
        const [page, cleared] = await Promise.all([
          deps.partnerMetrics.list(session.scope, bounced, reader.now),
          clearedPartner(deps, query.cleared),
        ]);
        return shows(<AddressesPage view={{ reader, request, page, cleared }} />);
      },
    }),
  ];
}

async function attentionView(
  deps: PagesDeps,
  { session, reader }: Visitor<ManagerSession>,
  attention: Listed,
  query: NoticeFields & { readonly page: number },
) {
  const request = listRequest(ATTENTION_LISTS[attention], query.page);
  const [page, reasons, notice] = await Promise.all([
    deps.bookings.attention(session.scope, attention, reader.now, request),
    deps.declineReasons.all(),
    noticeOf(deps, session, query),
  ]);
  const partners = await deps.partners.findMany([...new Set(page.rows.map(({ customerNumber }) => customerNumber))]);
  const reason = reasonLabels(reasons, reader.language);
  return { reader, policy: deps.policy, reason, attention, request, page, partners, notice };
}
