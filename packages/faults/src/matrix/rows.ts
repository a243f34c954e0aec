import type { Row } from './row.ts';

const DOMAIN = 'packages/domain/src';
const POSTGRES = 'packages/adapters/postgres';
const SENDGRID = 'packages/adapters/sendgrid';
const ODOO = 'packages/adapters/odoo';
const MAGENTO = 'packages/adapters/magento';
const APP = 'packages/app';
const LONG = 'packages/faults/long';
const IMPORT_ORDERS = 'packages/domain/test/use-cases/import-orders.test.ts';
const SWEEP_AND_DELIVER = 'packages/domain/test/use-cases/sweep-and-deliver.test.ts';
const COMMIT = `${POSTGRES}/src/bookings/commit-statement.ts`;

/** What the product survives, how it is proved, and what the proof is worth. */
export const ROWS: readonly Row[] = [
  {
    id: 'F1',
    fault: 'kill -9 after the commit, before the send',
    holds: 'the mail leaves within a minute of another worker being there',
    protection: 'outbox row and job in the change’s own transaction; leases',
    proofs: [`${APP}/test/killed-workers.test.ts`, `${POSTGRES}/test/leases.test.ts`],
    mutants: [
      {
        file: `${POSTGRES}/src/scheduling/leases.ts`,
        find: 'and exists (',
        replace: 'and false and exists (',
        proof: `${POSTGRES}/test/leases.test.ts`,
      },
    ],
  },
  {
    id: 'F2',
    fault: 'kill -9 after the provider’s 202, before it is recorded',
    holds: 'at most one extra mail per kill, under the same message id',
    protection: 'the message id is the outbox row’s own',
    proofs: [`${APP}/test/killed-workers.test.ts`, `${SENDGRID}/test/delivery.test.ts`],
    mutants: [
      {
        file: `${SENDGRID}/src/mailer/message.ts`,
        find: 'message_id: messageId,',
        replace: 'message_id: messageId + Math.random(),',
        proof: `${SENDGRID}/test/delivery.test.ts`,
      },
    ],
  },
  {
    id: 'F3',
    fault: '50 kills at random points while many bookings are due, three schedulers',
    holds: 'I2 and I5',
    protection: 'leases; one conditional write per step of a sweep; numbered attempts',
    proofs: [`${LONG}/kills.test.ts`],
    mutants: [
      {
        file: `${POSTGRES}/src/scheduling/leases.ts`,
        find: 'and exists (',
        replace: 'and false and exists (',
        proof: `${LONG}/kills.test.ts`,
      },
    ],
  },
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
  {
    id: 'F12',
    fault: 'the mail provider answers 429 with Retry-After',
    holds: 'no call before it; nothing lost',
    protection: 'the stated wait is the shortest',
    proofs: [
      `${SENDGRID}/test/delivery.test.ts`,
      `${SENDGRID}/test/failures.test.ts`,
      `${POSTGRES}/test/clocks-apart.test.ts`,
    ],
    mutants: [
      {
        file: `${DOMAIN}/delivery/retry.ts`,
        find: 'return retryAfterMs === null ? spread :',
        replace: 'return true ? spread :',
        proof: `${SENDGRID}/test/delivery.test.ts`,
      },
    ],
  },
  {
    id: 'F13',
    fault: 'the mail provider answers 500 or 503, hangs, resets, drips',
    holds: 'capped retries with jitter; other mails are not held up',
    protection: 'one time-out for the whole call; each mail is a job of its own',
    proofs: [`${SENDGRID}/test/delivery.test.ts`, `${SENDGRID}/test/failures.test.ts`],
    mutants: [
      {
        file: `${SENDGRID}/src/calls/connection.ts`,
        find: 'signal: AbortSignal.timeout(timeoutMs),',
        replace: '',
        proof: `${SENDGRID}/test/failures.test.ts`,
      },
    ],
  },
  {
    id: 'F14',
    fault: 'the mail is accepted and the answer cut',
    holds: 'I2',
    protection: 'an unknown result is tried again under the same message id',
    proofs: [`${SENDGRID}/test/delivery.test.ts`, SWEEP_AND_DELIVER],
    mutants: [
      {
        file: `${SENDGRID}/src/mailer/message.ts`,
        find: 'message_id: messageId,',
        replace: 'message_id: messageId + Math.random(),',
        proof: `${SENDGRID}/test/delivery.test.ts`,
      },
    ],
  },
  {
    id: 'F15',
    fault: '400 for one message of 100',
    holds: '99 are sent, one is kept, can be seen and sent again',
    protection: 'a refusal of one mail is for good, and kept with its reason',
    proofs: [`${SENDGRID}/test/delivery.test.ts`, `${SENDGRID}/test/failures.test.ts`, SWEEP_AND_DELIVER],
    mutants: [
      {
        file: `${SENDGRID}/src/mailer/failure.ts`,
        find: 'return refusedMail(complaints, said);',
        replace: 'return unexpected(400);',
        proof: `${SENDGRID}/test/delivery.test.ts`,
      },
    ],
  },
  {
    id: 'F16',
    fault: 'Odoo commits and its answer is cut',
    holds: 'I3',
    protection: 'a ticket is made under an external id, which is looked up',
    proofs: [`${ODOO}/test/delivery.test.ts`, SWEEP_AND_DELIVER],
    mutants: [
      {
        file: `${ODOO}/src/tickets/external-id.ts`,
        find: 'args: [columns, [texts]],',
        replace: 'args: [columns, [[texts[0] + Math.random(), ...texts.slice(1)]]],',
        proof: `${ODOO}/test/delivery.test.ts`,
      },
    ],
  },
  {
    id: 'F17',
    fault: 'Odoo is still at the first create when the retry comes',
    holds: 'I3',
    protection: 'the external id lets one of them make the ticket; the other waits its turn',
    proofs: [`${ODOO}/test/delivery.test.ts`],
    mutants: [
      {
        file: `${ODOO}/src/tickets/external-id.ts`,
        find: 'args: [columns, [texts]],',
        replace: 'args: [columns, [[texts[0] + Math.random(), ...texts.slice(1)]]],',
        proof: `${ODOO}/test/delivery.test.ts`,
      },
    ],
  },
  {
    id: 'F18',
    fault: 'Odoo is down for hours',
    holds: 'declines succeed, calls are few, tickets come later, reminders on time',
    protection: 'tickets are outbox work; a circuit breaker',
    proofs: [`${ODOO}/test/delivery.test.ts`, SWEEP_AND_DELIVER],
    mutants: [
      {
        file: `${ODOO}/src/rpc/circuit-breaker.ts`,
        find: 'if (!over || this.#probing)',
        replace: 'if (over && !over)',
        proof: `${ODOO}/test/delivery.test.ts`,
      },
    ],
  },
  {
    id: 'F19',
    fault: 'Odoo answers a fault, HTML, cut XML, a body that is huge or expands',
    holds: 'classified, memory bounded, kept for a person',
    protection: 'the size of an answer is bounded while it is read; entities are not expanded',
    proofs: [`${ODOO}/test/delivery.test.ts`, `${ODOO}/test/transport.test.ts`],
    mutants: [
      {
        file: `${ODOO}/src/rpc/post.ts`,
        find: 'if (bytes > mostBytes)',
        replace: 'if (bytes > mostBytes * 1e6)',
        proof: `${ODOO}/test/transport.test.ts`,
      },
    ],
  },
  {
    id: 'F20',
    fault: 'PostgreSQL is restarted (`immediate`) under load',
    holds: 'processes live, I1 to I7, ready again soon after',
    protection: 'the queue’s engine is replaced when it fails; results are recorded once the database is back',
    proofs: [
      'packages/faults/test/outages.test.ts',
      'packages/scheduler/test/patience.test.ts',
      `${APP}/test/metrics.test.ts`,
    ],
    mutants: [
      {
        file: `${DOMAIN}/use-cases/deliver.ts`,
        find: 'await recordPatiently(() => finishDelivery(deps, attempt, ended))',
        replace: 'await finishDelivery(deps, attempt, ended)',
        proof: 'packages/scheduler/test/patience.test.ts',
      },
      {
        file: 'packages/scheduler/src/engine/gate.ts',
        find: 'onError(error);',
        replace: '',
        proof: 'packages/faults/test/outages.test.ts',
      },
    ],
  },
  {
    id: 'F21',
    fault: 'connections are ended again and again',
    holds: 'as F20; no connection is lost to the pool',
    protection: 'an outage is no try; broken connections leave the pool',
    proofs: ['packages/faults/test/outages.test.ts', 'packages/scheduler/test/outages.test.ts'],
    mutants: [
      {
        file: 'packages/scheduler/src/engine/gate.ts',
        find: 'onError(error);',
        replace: '',
        proof: 'packages/scheduler/test/outages.test.ts',
      },
    ],
  },
  {
    id: 'F22',
    fault: 'PostgreSQL is half-open for half a minute',
    holds: 'every request ends by its deadline; poisoned connections leave the pool',
    protection: 'one deadline per request, which all its statements share',
    proofs: [
      `${POSTGRES}/test/deadline.test.ts`,
      `${APP}/test/request-deadline.test.ts`,
      `${APP}/test/readiness.test.ts`,
      'packages/scheduler/test/outages.test.ts',
      'packages/faults/test/outages.test.ts',
    ],
    mutants: [
      {
        file: `${POSTGRES}/src/database/database.ts`,
        find: 'broken = endsConnection(error) && !(error instanceof NeverSent);',
        replace: 'broken = false;',
        proof: `${POSTGRES}/test/deadline.test.ts`,
      },
      {
        file: `${APP}/src/database/request-deadline.ts`,
        find: 'within: (ms, work) => store.run(performance.now() + ms, work),',
        replace: 'within: (_ms, work) => work(),',
        proof: `${APP}/test/request-deadline.test.ts`,
      },
    ],
  },
  {
    id: 'F23',
    fault: 'the answer to a commit is lost',
    holds: 'the retry finds its own effect; I1 to I4',
    protection: 'each commit is noted under an id of its own, in its own transaction',
    proofs: [`${POSTGRES}/test/lost-commits.test.ts`],
    mutants: [
      {
        file: `${POSTGRES}/src/bookings/lost-commit.ts`,
        find: "return row?.written ?? 'not_made';",
        replace: "return 'not_made';",
        proof: `${POSTGRES}/test/lost-commits.test.ts`,
      },
    ],
  },
  {
    id: 'F24',
    fault: 'the pool is exhausted, a table locked, 40001 and 40P01 forced',
    holds: '503 with Retry-After and no 500; retried where that is safe',
    protection: 'one deadline per request; what was undone only because of others is made again',
    proofs: [
      `${POSTGRES}/test/deadline.test.ts`,
      `${POSTGRES}/test/collisions.test.ts`,
      `${APP}/test/readiness.test.ts`,
      `${APP}/test/troubled-database.test.ts`,
      `${APP}/test/metrics.test.ts`,
    ],
    mutants: [
      {
        file: `${POSTGRES}/src/database/failures.ts`,
        find: "return state === '40001' || state === '40P01';",
        replace: 'return false;',
        proof: `${POSTGRES}/test/collisions.test.ts`,
      },
      {
        file: `${POSTGRES}/src/database/deadline.ts`,
        find: 'return Promise.race([connecting, late])',
        replace: 'return Promise.race([connecting, connecting])',
        proof: `${APP}/test/troubled-database.test.ts`,
      },
    ],
  },
  {
    id: 'F25',
    fault: 'PostgreSQL only reads',
    holds: 'a webhook gets 503 and never 2xx; the process is not ready, and alive',
    protection: 'readiness writes; nothing is acknowledged that was not committed',
    proofs: [`${APP}/test/readiness.test.ts`, `${APP}/test/troubled-database.test.ts`],
    mutants: [
      {
        file: `${POSTGRES}/src/database/writable.ts`,
        find: 'await pool.query(WRITE);',
        replace: "await pool.query('select 1');",
        proof: `${APP}/test/readiness.test.ts`,
      },
    ],
  },
  {
    id: 'F26',
    fault: 'SIGTERM under load, and a rolling restart',
    holds: 'no request fails; jobs are released; the end comes within ten seconds',
    protection: 'not ready first, served meanwhile; then what is under way is finished',
    proofs: [
      `${APP}/test/two-http-processes.test.ts`,
      `${APP}/test/npm-start.test.ts`,
      'packages/http/test/server.test.ts',
      `${LONG}/rolling-restart.test.ts`,
    ],
    mutants: [
      {
        file: `${APP}/src/process/leaving.ts`,
        find: 'leaving = true;',
        replace: '',
        proof: `${APP}/test/two-http-processes.test.ts`,
      },
      {
        file: `${APP}/src/start/start-http.ts`,
        find: 'if (leaveMs === 0)',
        replace: 'if (leaveMs >= 0)',
        proof: `${LONG}/rolling-restart.test.ts`,
      },
    ],
  },
  {
    id: 'F27',
    fault: 'a worker is stopped past its lease and goes on',
    holds: 'its late result changes nothing',
    protection: 'attempts are numbered, and an older one is refused',
    proofs: [
      `${APP}/test/killed-workers.test.ts`,
      'packages/scheduler/test/scheduler.test.ts',
      SWEEP_AND_DELIVER,
      `${POSTGRES}/test/persistence.contract.test.ts`,
    ],
    mutants: [
      {
        file: `${POSTGRES}/src/outbox/finish-statement.ts`,
        find: 'AND delivery.attempt = ended.attempt AND',
        replace: 'AND',
        proof: `${POSTGRES}/test/persistence.contract.test.ts`,
      },
    ],
  },
  {
    id: 'F28',
    fault: 'confirm, decline, cancel and sweep race',
    holds: 'I4 and I5; losers get `already_processed`',
    protection: 'every change is written on the condition of the version it was decided on',
    proofs: [
      `${APP}/test/two-http-processes.test.ts`,
      `${POSTGRES}/test/races.test.ts`,
      'packages/domain/test/use-cases/follow-link.test.ts',
    ],
    mutants: [
      {
        file: COMMIT,
        find: 'WHERE b.id = given.id AND b.version = given.version AND b.id IN (SELECT id FROM locked)',
        replace: 'WHERE b.id = given.id',
        proof: `${POSTGRES}/test/races.test.ts`,
      },
    ],
  },
  {
    id: 'F29',
    fault: 'a mail scanner opens both links, also with a real browser',
    holds: 'nothing changes before the person; the person’s button works',
    protection: 'a visit is judged; a GET answers only on a known device',
    proofs: [
      'packages/http/test/pages/scanner.test.ts',
      'packages/domain/test/use-cases/follow-link.test.ts',
      `${APP}/test/browser-walk.test.ts`,
    ],
    mutants: [
      {
        file: `${DOMAIN}/token/link-visit.ts`,
        find: "return mode === 'direct' ? 'confirm' : 'ask';",
        replace: "return 'confirm';",
        proof: 'packages/http/test/pages/scanner.test.ts',
      },
    ],
  },
  {
    id: 'F30',
    fault: 'clocks step by hours, the two days of daylight saving, cron three times at once or silent for 26 hours',
    holds: 'I5; exact hours; one step to catch up, never both reminders at once',
    protection: 'due times in elapsed time; one conditional step per sweep; distances from what has left',
    proofs: [
      SWEEP_AND_DELIVER,
      'packages/domain/test/booking/properties/sweeps.test.ts',
      'packages/domain/test/reminder/schedule.test.ts',
      `${ODOO}/test/circuit-breaker.test.ts`,
    ],
    mutants: [
      {
        file: `${DOMAIN}/reminder/schedule.ts`,
        find: 'second: Math.max(second, asking.sentAt + (second - first)),',
        replace: 'second,',
        proof: SWEEP_AND_DELIVER,
      },
    ],
  },
  {
    id: 'F31',
    fault: 'a session idle in transaction for a long time under steady outbox work',
    holds: 'the outbox works on at its pace',
    protection: 'the queue’s jobs are found by an index, and what was done is stepped over',
    proofs: [],
    mutants: [],
    missing: 'not measured yet: a bound on throughput needs a machine that does nothing else',
  },
  {
    id: 'F32',
    fault: 'long readers that overlap (pg_dump, CSV of everything) under load',
    holds: 'as F31; lists stay quick',
    protection: 'readers and writers have connections of their own, and no reader holds a lock that a writer needs',
    proofs: [],
    mutants: [],
    missing: 'not measured yet: a bound on throughput needs a machine that does nothing else',
  },
  {
    id: 'F33',
    fault: 'more load than can be taken, then none',
    holds: 'refused with 503 or 429 and Retry-After; memory flat; the backlog drains; nothing acknowledged is lost',
    protection: 'a bounded pool and a bounded queue before it, one deadline per request, the outbox',
    proofs: [`${LONG}/overload.test.ts`, `${POSTGRES}/test/deadline.test.ts`],
    mutants: [
      {
        file: `${POSTGRES}/src/database/deadline.ts`,
        find: 'pool.waitingCount >= WAITING_PER_CONNECTION * pool.options.max',
        replace: 'pool.waitingCount < 0',
        proof: `${POSTGRES}/test/deadline.test.ts`,
      },
      {
        file: `${APP}/src/database/request-deadline.ts`,
        find: 'within: (ms, work) => store.run(performance.now() + ms, work),',
        replace: 'within: (_ms, work) => work(),',
        proof: `${LONG}/overload.test.ts`,
      },
    ],
  },
  {
    id: 'F34',
    fault: 'SIGTERM in the middle of F33; an upgrade, two versions side by side, migrated under load',
    holds: 'exit within ten seconds; no request fails; the older version serves within one release',
    protection: 'a migration says whom it serves and gives way; drain before the port closes',
    proofs: [
      `${POSTGRES}/test/migrations.test.ts`,
      `${APP}/test/readiness.test.ts`,
      `${LONG}/overload.test.ts`,
      `${LONG}/upgrade.test.ts`,
    ],
    mutants: [
      {
        file: `${POSTGRES}/src/migrations/history.ts`,
        find: 'servesFrom !== null && servesFrom <= known',
        replace: 'false',
        proof: `${APP}/test/readiness.test.ts`,
      },
      {
        file: `${POSTGRES}/src/migrations/apply.ts`,
        find: 'n < tries && LOCKED_OUT',
        replace: 'n < 1 && LOCKED_OUT',
        proof: `${POSTGRES}/test/migrations.test.ts`,
      },
    ],
  },
];
