import type { Row } from '../row.ts';
import { APP, LONG, POSTGRES } from './places.ts';

/** Processes that leave, too much load, and upgrades. */
export const PROCESSES: readonly Row[] = [
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
    id: 'F33',
    fault: 'more load than can be taken, then none',
    holds: 'refused with 503 or 429 and Retry-After; memory flat; the backlog drains; nothing acknowledged is lost',
    protection: 'requests take turns, the newest first, in a bounded line; one deadline per request; the outbox',
    proofs: [`${LONG}/overload.test.ts`, `${APP}/test/turns.test.ts`],
    mutants: [
      {
        file: `${APP}/src/database/turns.ts`,
        find: 'this.#fresh.length > this.#limits.waiting',
        replace: 'this.#fresh.length < 0',
        proof: `${APP}/test/turns.test.ts`,
      },
      {
        file: `${APP}/src/database/turns.ts`,
        find: 'this.#atWork.size < this.#limits.atOnce && this.waiting === 0',
        replace: 'this.waiting === 0',
        proof: `${APP}/test/turns.test.ts`,
      },
      {
        file: `${APP}/src/database/request-deadline.ts`,
        find: 'const until = performance.now() + ms;',
        replace: 'const until = performance.now() + ms * 1_000;',
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
