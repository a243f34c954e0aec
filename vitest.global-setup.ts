import type { TestProject } from 'vitest/node';
import { migrate } from './packages/adapters/postgres/src/index.ts';
import { setupRun } from './packages/testing/src/global-setup.ts';

/**
 * Runs once before all tests. It is here and not in a package: `testing` must not depend on the PostgreSQL adapter,
 * whose tests depend on `testing`.
 */
export default function setup(project: TestProject): Promise<() => Promise<void>> {
  return setupRun(project, migrate);
}
