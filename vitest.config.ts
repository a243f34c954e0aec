import { readdirSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** Tests run from the sources: each package's `source` export comes before its built one. */
const ssr = {
  resolve: {
    conditions: ['source', 'module', 'node', 'development|production'],
    externalConditions: ['source', 'node'],
  },
};

const packagesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${folder}/${entry.name}`);

const packages = [...packagesIn('packages').filter((p) => p !== 'packages/adapters'), ...packagesIn('packages/adapters')];

export default defineConfig({
  ssr,
  test: {
    // Without `extends: true`: a project that inherits would start a database of its own.
    projects: packages.map((root) => ({
      ssr,
      test: {
        name: root.replace(/^packages\//, ''),
        root: `./${root}`,
        include: ['test/**/*.test.{ts,tsx}'],
        testTimeout: 30_000,
        hookTimeout: 60_000,
      },
    })),
  },
});
