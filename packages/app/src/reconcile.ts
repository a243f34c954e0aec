import { type Instant, type OrderCursor, PORTS } from '@miomente/booking-domain';
import { loadConfig } from './config/load.ts';
import { type GivenRange, orderRange } from './orders/order-range.ts';
import { runCommand, say } from './process/command.ts';
import { makeProgress } from './process/progress.ts';
import { runToItsEnd } from './start/run-until-stopped.ts';
import { APP } from './wiring/identifiers.ts';
import { take } from './wiring/provide.ts';
import { withProduct } from './wiring/with-product.ts';

const COMMAND = {
  name: 'npm run reconcile',
  about: 'Reads orders again: those of some days, or without days what changed since the last run.',
  options: {
    from: { type: 'string', value: '2026-01-01', about: 'the first day of their last change' },
    to: { type: 'string', value: '2026-01-31', about: 'the last one' },
    again: { type: 'boolean', default: false, about: 'starts over, and reads settled orders too' },
  },
} as const;

/** The part of a range of time that a cursor has covered, from 0 to 1. */
function along(range: GivenRange, now: Instant, { updatedAt }: OrderCursor): number | undefined {
  const end = range.to ?? now;
  return range.from === 0 || end <= range.from ? undefined : (updatedAt - range.from) / (end - range.from);
}

await runCommand(COMMAND, async (values) => {
  const config = loadConfig(process.env);
  const range = orderRange(values, config.TIME_ZONE);
  await runToItsEnd((run) =>
    withProduct(config, run, async (container) => {
      const clock = take(container, PORTS.clock);
      const progress = makeProgress('orders', clock);
      const { reconcileOrders, importRange } = take(container, APP.useCases);
      if (range === undefined) {
        const { orders } = await reconcileOrders({ onProgress: (done) => progress.at(done, undefined) });
        progress.end();
        return say(`Read ${orders} orders changed since the last run.`);
      }
      const onProgress = (done: number, cursor: OrderCursor): void =>
        progress.at(done, along(range, clock.now(), cursor));
      const read = await importRange({ ...range, again: values.again, onProgress });
      progress.end();
      const resumed =
        read.resumedAt === null ? '' : ', going on where an earlier run had come to (--again starts over)';
      say(`Read ${read.orders} orders${resumed}.`);
    }),
  );
});
