import type { Row } from '../row.ts';
import { APP, COMMIT, DOMAIN, IMPORT_ORDERS, MAGENTO, POSTGRES } from './places.ts';

/** Orders in: announcements, the shop and its reconciler. */
export const ORDERS: readonly Row[] = [
  {
    id: 'F4',
    fault: 'the same webhook 50 times in parallel on several HTTP processes',
    holds: 'I1, and every answer is 2xx',
    protection: 'one booking per order item by the table’s own constraint, met without an error',
    proofs: [`${APP}/test/two-http-processes.test.ts`, `${POSTGRES}/test/races.test.ts`, IMPORT_ORDERS],
    mutants: [
      {
        file: COMMIT,
        find: '  ON CONFLICT (magento_order_item_id) DO NOTHING',
        replace: '',
        proof: `${POSTGRES}/test/races.test.ts`,
      },
    ],
  },
  {
    id: 'F5',
    fault: 'cancellation before creation, item 2 before item 1',
    holds: 'the same end state as in order',
    protection: 'an announcement is a hint: the order is read whole from the shop',
    proofs: [IMPORT_ORDERS],
    mutants: [
      {
        file: `${DOMAIN}/use-cases/receive-order.ts`,
        find: 'const order = await readable(deps.orders, orderId);',
        replace:
          'const order = await readable(deps.orders, orderId).then((read) => read && { ...read, items: read.items.slice(0, 1) });',
        proof: IMPORT_ORDERS,
      },
    ],
  },
  {
    id: 'F6',
    fault: 'webhook signatures: old, from the future, tampered, wrong key, two at once, replayed',
    holds: '401 and nothing written; a rotation passes; a replay changes nothing',
    protection: 'Standard Webhooks: time within five minutes, compared in constant time, several secrets',
    proofs: ['packages/http/test/api/webhook.test.ts'],
    mutants: [
      {
        file: 'packages/http/src/api/webhooks/standard-webhooks.ts',
        find: '* 1000) > WEBHOOK_TOLERANCE_MS',
        replace: '* 1000) > 1e9 * WEBHOOK_TOLERANCE_MS',
        proof: 'packages/http/test/api/webhook.test.ts',
      },
    ],
  },
  {
    id: 'F7',
    fault: '5 % of webhooks lost, then all for 26 hours',
    holds: 'I1 within one run of the reconciler',
    protection: 'the reconciler reads what changed since its watermark',
    proofs: [`${MAGENTO}/test/faults.test.ts`, IMPORT_ORDERS],
    mutants: [
      {
        file: `${DOMAIN}/use-cases/reconcile-orders.ts`,
        find: 'await importChanged(page);',
        replace: 'await importChanged(page.slice(0, 5));',
        proof: `${MAGENTO}/test/faults.test.ts`,
      },
    ],
  },
  {
    id: 'F8',
    fault: 'a transaction of the shop’s commits 10 s, 5 min, 50 min after its time was passed',
    holds: 'I1',
    protection: 'each run starts an hour before the watermark',
    proofs: [
      `${MAGENTO}/test/faults.test.ts`,
      IMPORT_ORDERS,
      'packages/domain/test/use-cases/reconcile-orders.test.ts',
    ],
    mutants: [
      {
        file: `${DOMAIN}/use-cases/reconcile-orders.ts`,
        find: 'deps.clock.now()) - back,',
        replace: 'deps.clock.now()) - 0 * back,',
        proof: `${MAGENTO}/test/faults.test.ts`,
      },
    ],
  },
  {
    id: 'F9',
    fault: 'three pages of orders with one equal timestamp',
    holds: 'I1, and no endless loop',
    protection: 'a cursor of time and id',
    proofs: [
      `${MAGENTO}/test/faults.test.ts`,
      IMPORT_ORDERS,
      'packages/domain/test/use-cases/reconcile-orders.test.ts',
    ],
    mutants: [
      {
        file: `${MAGENTO}/src/order/order-rows.ts`,
        find: '(updated_at > ? OR entity_id > ?)',
        replace: '(updated_at > ? OR entity_id < ?)',
        proof: `${MAGENTO}/test/faults.test.ts`,
      },
    ],
  },
  {
    id: 'F10',
    fault: 'the shop is down, stalls in the middle of a page, resets',
    holds: 'the watermark stays; lists are served; the next run goes on',
    protection: 'the watermark moves only over pages that were imported; time-outs of every statement',
    proofs: [
      `${MAGENTO}/test/faults.test.ts`,
      `${MAGENTO}/test/database/failures.test.ts`,
      IMPORT_ORDERS,
      'packages/domain/test/use-cases/changed-orders.test.ts',
      'packages/scheduler/test/scheduler.test.ts',
      'packages/domain/test/use-cases/reconcile-orders.test.ts',
    ],
    mutants: [
      {
        file: `${DOMAIN}/use-cases/reconcile-orders.ts`,
        find: 'await importChanged(page);',
        replace: 'await importChanged(page).catch(() => {});',
        proof: `${MAGENTO}/test/faults.test.ts`,
      },
    ],
  },
  {
    id: 'F11',
    fault: 'the clocks of product, shop and PostgreSQL minutes and hours apart',
    holds: 'I1 and I5',
    protection: '“later” is a duration on PostgreSQL’s clock; the watermark never passes now',
    proofs: [
      `${POSTGRES}/test/clocks-apart.test.ts`,
      `${MAGENTO}/test/faults.test.ts`,
      'packages/domain/test/use-cases/reconcile-orders.test.ts',
    ],
    mutants: [
      {
        file: `${DOMAIN}/use-cases/reconcile-orders.ts`,
        find: 'last.updatedAt > deps.clock.now() ?',
        replace: 'last.updatedAt > Infinity ?',
        proof: 'packages/domain/test/use-cases/reconcile-orders.test.ts',
      },
    ],
  },
];
