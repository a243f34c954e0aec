import { type DeliveryId, type Instant, SECOND_MS } from '@miomente/booking-domain';
import { history } from './history.ts';
import { advance, alone, begin, finish } from './progress.ts';
import { World, type WorldDeps } from './world.ts';

/** Dependencies of {@link seedSample}. */
export interface SeedDeps extends WorldDeps {
  /** The present, which all dates of the sample are relative to. */
  readonly now: Instant;
  /** The ids of all deliveries that are not done, skipped or dead, oldest first. */
  readonly queuedDeliveries: () => Promise<readonly DeliveryId[]>;
}

/** How long after its cause a delivery is sent. */
const DELIVERED_AFTER_MS: number = 4 * SECOND_MS;

/**
 * Fills an empty product with the sample: partners, courses, orders of every shape, and bookings of every status. The
 * history is created by the product's own use cases, with a clock in the past. A second call does nothing, and of two
 * processes at once only one plays it. An interrupted history continues where it stopped, with the present of its
 * start. Nothing else may deliver or sweep meanwhile; jobs that remain in the queue then find their work done.
 * @returns whether anything was added
 */
export async function seedSample(deps: SeedDeps): Promise<{ readonly seeded: boolean }> {
  return alone(deps.pool, async () => {
    const { sampleNow, stepsDone, finished } = await begin(deps.pool, deps.now);
    if (finished) return { seeded: false };
    const world = new World(deps);
    const steps = history(sampleNow, deps.settings.orderPolicy.timeZone);
    for (const [i, { at, act }] of steps.entries()) {
      if (i < stepsDone) continue;
      world.passUntil(at);
      const happened = await act(world);
      // A step that was interrupted before its deliveries reports that nothing happened, but its deliveries still wait.
      if (happened || i === stepsDone) {
        world.passUntil(at + DELIVERED_AFTER_MS);
        await deliverQueued(deps, world);
      }
      await advance(deps.pool, i + 1);
    }
    await finish(deps.pool, steps.length);
    return { seeded: true };
  });
}

/** Oldest first: a ticket must have its number before the mail that mentions it is written. */
async function deliverQueued({ queuedDeliveries }: SeedDeps, world: World): Promise<void> {
  for (const id of await queuedDeliveries()) await world.cases.deliver(id);
}
