/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { HttpRouter } from '../../request/context.ts';
import type { ManagerSession } from '../../session/session.ts';
import { reasonLabels } from '../booking/reason-labels.ts';
import { bookingIdOf, forManagers, type Visit } from '../dashboard/gate.ts';
import { noticeOf } from '../dashboard/list-routes.tsx';
import { seeOther, sendPage } from '../frame/send-page.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { ManagerPage } from './manager-page.tsx';
import { MOST_ROWS } from './manager-view.ts';

const PATH = '/manager';

/** The office's page: whom to phone, what to rebook, what failed. */
export function registerManager(router: HttpRouter, deps: PagesDeps): void {
  router.get(
    PATH,
    forManagers(deps, (visit) => showManager(deps, visit)),
  );
  router.post(
    '/manager/deliveries/:id/resend',
    forManagers(
      deps,
      async ({ ctx, session }) => {
        const resent = await deps.deliveries.resend(session.scope, bookingIdOf(ctx), deps.clock.now());
        seeOther(ctx, `${PATH}?delivery=${resent ? 'resent' : 'not_resent'}`);
      },
      () => PATH,
    ),
  );
}

async function showManager(deps: PagesDeps, { ctx, session, reader }: Visit<ManagerSession>): Promise<void> {
  const { scope } = session;
  const attention = (kind: 'escalated' | 'missed' | 'rebooking' | 'flagged') =>
    deps.bookings.attention(scope, kind, reader.now, MOST_ROWS);
  const [escalated, missed, rebooking, flagged, items, dead, reasons, notice] = await Promise.all([
    attention('escalated'),
    attention('missed'),
    attention('rebooking'),
    attention('flagged'),
    deps.flaggedOrderItems.list(scope, MOST_ROWS),
    deps.deliveries.dead(scope, MOST_ROWS),
    deps.declineReasons.all(),
    noticeOf(deps, { ctx, session }),
  ]);
  const numbers = [...escalated, ...missed, ...rebooking, ...flagged].map(({ customerNumber }) => customerNumber);
  const partners = await deps.partners.findMany([...new Set(numbers)]);
  const reason = reasonLabels(reasons, reader.language);
  const asked = ctx.query['delivery'];
  const resent = asked === 'resent' || asked === 'not_resent' ? asked : null;
  const { policy } = deps;
  sendPage(
    ctx,
    <ManagerPage
      view={{ reader, policy, reason, escalated, missed, rebooking, flagged, items, dead, partners, notice, resent }}
    />,
  );
}
