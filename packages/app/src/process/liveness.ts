import { setTimeout as delay } from 'node:timers/promises';
import type { Liveness } from '@miomente/booking-http';
import type { Health, Scheduler } from '@miomente/booking-scheduler';

/** A scheduler's health as a supervisor is told of it. */
export function livenessOf(health: Pick<Health, 'isAlive'>): () => Liveness {
  return () => (health.isAlive() ? { alive: true } : { alive: false, reason: 'The outbox worker stands still.' });
}

const START_MS = 5_000;

/** Waits until a scheduler's worker is at work, but not for ever: it gets there by itself once it can. */
export async function underWay({ atWork }: Pick<Scheduler, 'atWork'>): Promise<void> {
  const waiting = new AbortController();
  const late = delay(START_MS, undefined, { signal: waiting.signal }).catch(() => {});
  await Promise.race([atWork, late]);
  waiting.abort();
}
