import type { Row } from '../row.ts';
import { APP, DOMAIN, POSTGRES } from './places.ts';

const LONG_TRANSACTIONS = `${POSTGRES}/test/long-transactions.test.ts`;

/** PostgreSQL: away, half-open, locked, read-only, busy with others. */
export const DATABASE: readonly Row[] = [
  {
    id: 'F20',
    fault: 'PostgreSQL is restarted (`immediate`) under load',
    holds: 'processes live, I1 to I7, ready again soon after',
    protection: 'the queue’s engine is replaced when it fails; results are recorded once the database is back',
    proofs: [
      'packages/faults/test/outages.test.ts',
      'packages/scheduler/test/patience.test.ts',
      'packages/scheduler/test/worker.test.ts',
      `${APP}/test/metrics.test.ts`,
    ],
    mutants: [
      {
        file: 'packages/scheduler/src/worker.ts',
        find: 'MIN_PAUSE_MS * 2 ** (failures - 1)',
        replace: 'MIN_PAUSE_MS',
        proof: 'packages/scheduler/test/worker.test.ts',
      },
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
        file: 'packages/scheduler/src/worker.ts',
        find: 'failureOf(explained(error))',
        replace: 'failureOf(error)',
        proof: 'packages/scheduler/test/outages.test.ts',
      },
      {
        file: `${POSTGRES}/src/database/database.ts`,
        find: 'broken = endsConnection(error) && !(error instanceof NeverSent);',
        replace: 'broken = false;',
        proof: `${POSTGRES}/test/deadline.test.ts`,
      },
      {
        file: `${APP}/src/database/request-deadline.ts`,
        find: 'const until = performance.now() + ms;',
        replace: 'const until = performance.now() + ms * 1_000;',
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
    id: 'F31',
    fault: 'a session idle in transaction for a quarter of an hour under steady outbox work',
    holds: 'the outbox goes on: a look at the queue reads some pages more, in proportion to what was done meanwhile',
    protection:
      'no session of ours idles in a transaction; what was done is stepped over by indexes, and no row is hot',
    proofs: [LONG_TRANSACTIONS],
    mutants: [
      {
        file: `${POSTGRES}/src/database/pool.ts`,
        find: 'idle_in_transaction_session_timeout: settings.statementTimeoutMs,',
        replace: '',
        proof: LONG_TRANSACTIONS,
      },
    ],
  },
  {
    id: 'F32',
    fault: 'four long readers that overlap (pg_dump, a copy of everything) under load',
    holds: 'as F31; nobody waits for a reader; lists read no more than half as much again',
    protection: 'nothing we do in operation takes a lock that a reader is in the way of',
    proofs: [LONG_TRANSACTIONS],
    mutants: [
      {
        file: `${POSTGRES}/src/scheduling/spent-deliveries.ts`,
        find: 'set local enable_seqscan = off;',
        replace: 'lock table graphile_worker._private_jobs in access exclusive mode;',
        proof: LONG_TRANSACTIONS,
      },
    ],
  },
];
