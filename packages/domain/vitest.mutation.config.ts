import { defineConfig } from 'vitest/config';

/** The tests that `npm run mutate` runs: those of examples, for what is random would notice by luck. */
export default defineConfig({
  ssr: { resolve: { conditions: ['source', 'node'], externalConditions: ['source', 'node'] } },
  test: {
    include: ['test/{booking,delivery,order,reminder,token,use-cases}/**/*.test.ts'],
    exclude: ['test/booking/properties/**', 'test/use-cases/any-outage.test.ts'],
    testTimeout: 30_000,
  },
});
