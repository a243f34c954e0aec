import { type DeliveryId, type Instant, SECOND_MS } from '@miomente/booking-domain';
import { history } from './history.ts';
import { advance, alone, begin, finish } from './progress.ts';
import { World, type WorldDeps } from './world.ts';

export interface SeedDeps extends WorldDeps {
  /** The present; everything in the sample lies around it. */
  readonly now: Instant;
  /** Deliveries that are neither done nor skipped nor dead, oldest first. */
  readonly queuedDeliveries: () => Promise<readonly DeliveryId[]>;
}

/** How long after its cause a delivery goes out. */
const DELIVERED_AFTER_MS: number = 4 * SECOND_MS;

/**
 * Puts the sample into an empty product: partners, courses, orders of every shape, and bookings of
 * every status, whose history comes about through the product itself with a clock in the past.
 * Once: a second time does nothing, two processes at once play it once, and one that was
 * interrupted goes on where it stopped, in the time in which it began. Nothing else may deliver or
 * sweep meanwhile; jobs that remain in the queue find their work done.
 * @returns whether anything was put in
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
      // Interrupted before its deliveries went out, a step finds itself done already and they still wait.
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

/** Oldest first, so that a ticket has its number before the mail that tells of it is written. */
async function deliverQueued({ queuedDeliveries }: SeedDeps, world: World): Promise<void> {
  for (const id of await queuedDeliveries()) await world.cases.deliver(id);
}
