import { setTimeout as delay } from 'node:timers/promises';
import type { Liveness } from '@miomente/booking-http';
import type { Health, Scheduler } from '@miomente/booking-scheduler';

/** Reports a scheduler's health to a supervisor. */
export function livenessOf(health: Pick<Health, 'isAlive'>): () => Liveness {
  return () => (health.isAlive() ? { alive: true } : { alive: false, reason: 'The outbox worker stands still.' });
}

const START_MS = 5_000;

/** Waits until the scheduler's worker runs, with a limit: the worker keeps trying by itself. */
export async function underWay({ atWork }: Pick<Scheduler, 'atWork'>): Promise<void> {
  const waiting = new AbortController();
  const late = delay(START_MS, undefined, { signal: waiting.signal }).catch(() => {});
  await Promise.race([atWork, late]);
  waiting.abort();
}
