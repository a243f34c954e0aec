/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { Attention } from '@miomente/booking-domain';
import { sendPage } from '../../guard/page-answer.ts';
import type { ManagerSession } from '../../session/session.ts';
import { reasonLabels } from '../booking/reason-labels.ts';
import type { Visit } from '../dashboard/gate.ts';
import { noticeOf } from '../dashboard/list-routes.tsx';
import type { PagesDeps } from '../pages-deps.ts';
import { AddressesPage } from './addresses-page.tsx';
import { ATTENTION_PATHS, AttentionPage, ORDER_ITEMS_PATH } from './attention-page.tsx';
import { clearedPartner } from './cleared-partner.ts';
import { ADDRESSES_PATH, DELIVERIES_PATH, DeliveriesPage } from './deliveries-page.tsx';
import { readListRequest } from './list-request.ts';
import { OrderItemsPage } from './order-items-page.tsx';

type OfficeVisit = Visit<ManagerSession>;

export async function showAttention(deps: PagesDeps, visit: OfficeVisit, attention: Attention): Promise<void> {
  const { ctx, session, reader } = visit;
  const request = readListRequest(ATTENTION_PATHS[attention], ctx.query);
  const [page, reasons, notice] = await Promise.all([
    deps.bookings.attention(session.scope, attention, reader.now, request),
    deps.declineReasons.all(),
    noticeOf(deps, visit),
  ]);
  const partners = await deps.partners.findMany([...new Set(page.rows.map(({ customerNumber }) => customerNumber))]);
  const reason = reasonLabels(reasons, reader.language);
  const { policy } = deps;
  const { timeZone } = deps.settings;
  const view = { reader, policy, timeZone, reason, attention, request, page, partners, notice };
  sendPage(ctx, <AttentionPage view={view} />);
}

export async function showOrderItems(deps: PagesDeps, { ctx, session, reader }: OfficeVisit): Promise<void> {
  const request = readListRequest(ORDER_ITEMS_PATH, ctx.query);
  const page = await deps.flaggedOrderItems.list(session.scope, reader.now, request);
  sendPage(ctx, <OrderItemsPage view={{ reader, request, page }} />);
}

export async function showDeliveries(deps: PagesDeps, { ctx, session, reader }: OfficeVisit): Promise<void> {
  const request = readListRequest(DELIVERIES_PATH, ctx.query);
  const page = await deps.deliveries.dead(session.scope, request);
  const told = ctx.query['delivery'];
  const resent = told === 'resent' || told === 'not_resent' ? told : null;
  sendPage(ctx, <DeliveriesPage view={{ reader, request, page, resent }} />);
}

export async function showAddresses(deps: PagesDeps, { ctx, session, reader }: OfficeVisit): Promise<void> {
  const request = readListRequest(ADDRESSES_PATH, ctx.query);
  const query = {
    ...request,
    from: null,
    to: null,
    search: '',
    bounced: true,
    sort: { key: 'name', descending: false },
  } as const;
  const [page, cleared] = await Promise.all([
    deps.partnerMetrics.list(session.scope, query, reader.now),
    clearedPartner(deps, ctx),
  ]);
  sendPage(ctx, <AddressesPage view={{ reader, request, page, cleared }} />);
}
