import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { longFiles } from './src/matrix/long-files.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

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
  root,
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
    include: [...longFiles(root, [])],
    env: { BATCH_ROUNDS: '1000', KEYED_CUTS: '1000' },
    globalSetup: ['./vitest.global-setup.ts'],
    retry: 0,
    testTimeout: 600_000,
    hookTimeout: 300_000,
  },
});
