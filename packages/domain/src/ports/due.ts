import type { BookingId, Stored } from '../booking/booking.ts';
import type { DurationMs, Instant } from '../time/instant.ts';

declare const sweeps: unique symbol;

/** Tells sweeps apart that run at once. */
export type SweepId = string & { readonly [sweeps]: true };

/** A place in the sequence of what is due: most overdue first, then by id. */
export interface DuePlace {
  readonly dueAt: Instant;
  readonly id: BookingId;
}

/** What a sweep asks for. */
export interface DueClaim {
  /** Null for its first page. */
  readonly sweep: SweepId | null;
  /** Where the page before ended; null to begin. */
  readonly after: DuePlace | null;
  /** How many bookings are enough; whole partners may make it more. */
  readonly limit: number;
  /** How long other sweeps leave them alone, unless nothing else is left to do. */
  readonly forMs: DurationMs;
  /** Whether what another sweep has claimed is left to it. */
  readonly others: 'left' | 'taken';
}

/** What a sweep has claimed, most overdue first. */
export interface DuePage {
  readonly sweep: SweepId;
  readonly bookings: readonly Stored[];
  /** Where to go on; null when nothing comes after. A page may be empty and have a next one. */
  readonly next: DuePlace | null;
}
