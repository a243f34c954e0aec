import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests run from the sources, as those of `npm test`. */
const ssr = {
  resolve: {
    conditions: ['source', 'node', 'development|production'],
    externalConditions: ['source', 'node'],
  },
};

/** The rows of the fault matrix that take minutes, one after the other: each loads the machine by itself. */
export default defineConfig({
  ssr,
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    reporters: [
      'default',
      './packages/testing/src/totals-reporter.ts',
      './packages/faults/src/matrix/matrix-reporter.ts',
      './packages/faults/src/matrix/times-reporter.ts',
    ],
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    // Their thousand rounds; `npm test` has some of them.
    include: [
      'packages/faults/long/**/*.test.ts',
      'packages/adapters/postgres/test/answered-as-one.test.ts',
      'packages/app/test/idempotency-key.test.ts',
    ],
    env: { BATCH_ROUNDS: '1000', KEYED_CUTS: '1000' },
    globalSetup: ['./vitest.global-setup.ts'],
    retry: 0,
    testTimeout: 600_000,
    hookTimeout: 300_000,
  },
});
