import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Rules are tested by themselves before the use cases that are made of them: most mutants end there, sooner. */
class RulesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const last = ({ moduleId }: TestSpecification): number => Number(moduleId.includes('/use-cases/'));
    return (await super.sort(files)).toSorted((a, b) => last(a) - last(b));
  }
}

/** `MUTATE_RULES_ONLY=1` leaves the use cases' tests out: quicker, and never a better score. */
const slow = process.env['MUTATE_RULES_ONLY'] === '1' ? ['test/use-cases/**'] : [];

/**
 * The tests that `npm run mutate` runs: those of examples, for what is random would notice by luck. They share one
 * thread's modules, which are loaded anew for each mutant: loading them for each file takes three times as long.
 */
export default defineConfig({
  ssr: { resolve: { conditions: ['source', 'node'], externalConditions: ['source', 'node'] } },
  test: {
    include: ['test/{booking,calls,delivery,order,reminder,standing-yes,time,token,use-cases}/**/*.test.ts'],
    exclude: [
      'test/booking/properties/**',
      'test/reminder/elapsed.test.ts',
      'test/use-cases/any-outage.test.ts',
      ...slow,
    ],
    testTimeout: 30_000,
    isolate: false,
    sequence: { sequencer: RulesFirst },
  },
});
