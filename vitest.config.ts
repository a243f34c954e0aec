import { readdirSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Tests run from the sources: each package's `source` export comes before its built one. Not `module`, which Vite takes by
 * default: what some libraries offer under it is for bundlers alone and can't be imported by Node.
 */
const ssr = {
  resolve: {
    conditions: ['source', 'node', 'development|production'],
    externalConditions: ['source', 'node'],
  },
};

const packagesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${folder}/${entry.name}`);

const packages = [
  ...packagesIn('packages').filter((p) => p !== 'packages/adapters'),
  ...packagesIn('packages/adapters'),
];

/** Minutes each; started last, one of them would keep all other processes waiting at the end. */
const LONGEST = ['every-page.test.ts', 'partner-portal.test.ts', 'outages.test.ts'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = (file: TestSpecification): boolean => LONGEST.some((name) => file.moduleId.endsWith(`/${name}`));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  ssr,
  test: {
    globalSetup: ['./vitest.global-setup.ts'],
    reporters: [
      'default',
      './packages/testing/src/totals-reporter.ts',
      './packages/faults/src/matrix/matrix-reporter.ts',
    ],
    // Processes, since a test may change the environment or the clock of the whole of its own.
    pool: 'forks',
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    // One file after the other in the same process: loading the code again for each took a third of the time.
    isolate: false,
    // Without `extends: true`: a project that inherits would start a database of its own.
    projects: packages.map((root) => ({
      ssr,
      test: {
        name: root.replace(/^packages\//, ''),
        root: `./${root}`,
        isolate: false,
        include: ['test/**/*.test.{ts,tsx}'],
        retry: 0,
        // They end a test that hangs. A slow machine under load must not reach them.
        testTimeout: 120_000,
        hookTimeout: 120_000,
      },
    })),
  },
});
