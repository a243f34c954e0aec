/**
 * `npm run mutate`, or `npm run mutate -- --mutate 'src/delivery/*.ts'`: breaks the rules in every place, one after the
 * other, and tells what no test noticed. Minutes to an hour, and so no part of the checks.
 *
 * What survives and may, for it changes nothing that can be seen:
 * - the `default` of a switch over every case, which the compiler holds to be unreachable, and `decide/observation.ts`'s
 *   `cancelled`, which is answered before
 * - `{ unreachable: undefined }` in the place of `{}` (`decide/observation.ts`), and an event without a consequence asked
 *   for it
 * - `register.ts` asks whether there is a go-live before it compares with it, and no order is from before 1970
 * - `reminder/schedule.ts` asks whether a mail has left before it counts from it, and a second reminder that has left has
 *   left at some time
 * - `calls/*.ts` ask whether something happened at all before they compare when: null is before everything; an entry of the
 *   queue has a booking, and two entries have two partners; a probe is a program's visit before its kind is looked at
 * - `decide/sweep.ts` looks at the status that `reminder/schedule.ts` looks at again
 * - `delivery/mail-decision.ts` asks whether a decision is to wait before it looks at what for, and only then there is one;
 *   `delivery/day-before.ts` asks whether there is a day after today; `delivery/mail-content.ts` whether there is a deadline
 *   before it compares it, and it names the link where anything but the portal would do
 * - `order/event-start.ts`: what is no day at all ends as unreadable by another way, too
 * - `order/map-order.ts` asks whether a date was read before it looks at its weekday; `order/bought-line.ts` does not brand
 *   the number that is null
 * - `customer_informed` falling through to `mail_reported` (`react.ts`), which then has nothing to send again
 */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'vitest.mutation.config.ts', related: false },
  mutate: [
    'src/booking/decide/*.ts',
    'src/booking/{evolve,react,register,replace,standing-yes}.ts',
    'src/{calls,delivery,order,reminder,token}/*.ts',
  ],
  // Those of the copy would name a base that isn't there; the ones of this folder are found from it.
  ignorePatterns: ['dist', 'docs', 'example', '**/tsconfig*.json'],
  tsconfigFile: 'none.json',
  coverageAnalysis: 'perTest',
  // A busy machine is slow, and what times out counts as noticed: only what never ends may.
  timeoutMS: 40_000,
  timeoutFactor: 6,
  concurrency: 1,
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  tempDirName: '.stryker',
  thresholds: { high: 95, low: 90, break: null },
};
