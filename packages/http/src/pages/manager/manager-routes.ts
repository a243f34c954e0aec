import { ATTENTIONS } from '@miomente/booking-domain';
import type { HttpRouter } from '../../request/context.ts';
import { forManagers } from '../dashboard/gate.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { ATTENTION_PATHS, ORDER_ITEMS_PATH } from './attention-page.tsx';
import { ADDRESSES_PATH, DELIVERIES_PATH } from './deliveries-page.tsx';
import { sendFile } from './files.ts';
import { clearMark, resend } from './office-actions.ts';
import { PARTNERS_PATH } from './partners-request.ts';
import { showAddresses, showAttention, showDeliveries, showOrderItems } from './show-lists.tsx';
import { showPartner, showPartners } from './show-partners.tsx';

/** The office's pages: whom to phone, what to rebook and clear up, what failed, and how partners answer. */
export function registerManager(router: HttpRouter, deps: PagesDeps): void {
  for (const attention of ATTENTIONS) {
    router.get(
      ATTENTION_PATHS[attention],
      forManagers(deps, (visit) => showAttention(deps, visit, attention)),
    );
  }
  const pages = [
    [ORDER_ITEMS_PATH, showOrderItems],
    [DELIVERIES_PATH, showDeliveries],
    [ADDRESSES_PATH, showAddresses],
    [PARTNERS_PATH, showPartners],
    [`${PARTNERS_PATH}/:customerNumber`, showPartner],
    ['/manager/files/:list.csv', sendFile],
  ] as const;
  for (const [path, show] of pages) {
    router.get(
      path,
      forManagers(deps, (visit) => show(deps, visit)),
    );
  }
  router.post(
    `${DELIVERIES_PATH}/:id/resend`,
    forManagers(
      deps,
      (visit) => resend(deps, visit),
      () => DELIVERIES_PATH,
    ),
  );
  router.post(
    `${PARTNERS_PATH}/:customerNumber/clear-bounce`,
    forManagers(
      deps,
      (visit) => clearMark(deps, visit),
      () => ADDRESSES_PATH,
    ),
  );
}
