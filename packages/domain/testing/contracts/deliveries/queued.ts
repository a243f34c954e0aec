import type {
  Booking,
  DeliveryAttempt,
  DeliveryResult,
  FinalResult,
  Instant,
  OutboxMessage,
  Stored,
} from '@miomente/booking-domain';
import type { DeliveryRow, PersistenceHarness, QueuedJob } from '../../harness.ts';
import { keepWith, mail, present } from '../commits.ts';
import { NOW, pending } from '../samples.ts';

/** Queues the messages of a new booking and gives their rows. */
export async function queued(
  harness: PersistenceHarness,
  messages: readonly OutboxMessage[] = [mail('confirmation_request')],
  booking: Booking = pending(1),
): Promise<{ readonly booking: Stored; readonly rows: readonly DeliveryRow[]; readonly id: number }> {
  const before = await harness.deliveryRows();
  const stored = await keepWith(harness.ports.bookings, booking, messages);
  const rows = (await harness.deliveryRows()).slice(before.length);
  return { booking: stored, rows, id: present(rows[0]).id };
}

export async function begun(harness: PersistenceHarness, id: number, at: Instant = NOW): Promise<DeliveryAttempt> {
  return present(await harness.ports.deliveries.begin(id, at));
}

/** One whole attempt. */
export async function attempted(
  harness: PersistenceHarness,
  id: number,
  result: DeliveryResult,
  at: Instant = NOW,
): Promise<boolean> {
  return harness.ports.deliveries.finish(await begun(harness, id, at), result, at);
}

export async function rowOf(harness: PersistenceHarness, id: number): Promise<DeliveryRow> {
  return present((await harness.deliveryRows()).find((row) => row.id === id));
}

/** The jobs that deliver this. */
export async function jobsOf(harness: PersistenceHarness, id: number): Promise<readonly QueuedJob[]> {
  return (await harness.jobs()).filter((job) => job.task === 'deliver' && job.payload.deliveryId === id);
}

export const DONE: FinalResult = { type: 'done', providerId: 'provider-1' };
export const DEAD: FinalResult = { type: 'dead', reason: 'The template is missing: push the templates.' };
export const SKIPPED: FinalResult = { type: 'skipped', reason: 'answered' };
export const failedFor = (afterMs: number): Extract<DeliveryResult, { type: 'later' }> => ({
  type: 'later',
  afterMs,
  reason: 'timed out',
  failed: true,
});
