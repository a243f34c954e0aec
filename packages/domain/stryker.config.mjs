/**
 * `npm run mutate`, or `npm run mutate -- --mutate 'src/delivery/*.ts'`: breaks the rules in every place, one after the
 * other, and tells what no test noticed. Minutes to an hour, and so no part of the checks.
 *
 * What survives and may, for it changes nothing that can be seen:
 * - the `default` of a switch over every case, which the compiler holds to be unreachable, and `decide/observation.ts`'s
 *   `cancelled`, which is answered before
 * - `{ unreachable: undefined }` in the place of `{}` (`decide/observation.ts`), and an event without a consequence asked
 *   for it
 * - `decide/sweep.ts` looks at the status that `reminder/schedule.ts` looks at again
 * - `token_replaced` falling through to `mail_reported` (`react.ts`), which then has nothing to send again
 */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'vitest.mutation.config.ts', related: false },
  mutate: ['src/booking/decide/*.ts', 'src/booking/{evolve,react}.ts', 'src/{delivery,order,reminder,token}/*.ts'],
  // Those of the copy would name a base that isn't there; the ones of this folder are found from it.
  ignorePatterns: ['dist', 'docs', 'example', '**/tsconfig*.json'],
  tsconfigFile: 'none.json',
  coverageAnalysis: 'perTest',
  concurrency: 1,
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  tempDirName: '.stryker',
  thresholds: { high: 95, low: 90, break: null },
};
