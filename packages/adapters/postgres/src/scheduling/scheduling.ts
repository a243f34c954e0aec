import type pg from 'pg';
import { postgresKeptCounts } from '../bookings/kept-counts.ts';
import { asked } from '../database/asked.ts';
import { translated } from '../database/failures.ts';
import { postgresKeptFigures } from '../metrics/kept-figures.ts';
import { type PostgresAppliedPolicy, postgresAppliedPolicy } from './applied-policy.ts';
import { type PostgresLeases, postgresLeases } from './leases.ts';
import { noteSent, type OutboxStall, readOutboxStall } from './outbox-stall.ts';
import { readSpentDeliveries } from './spent-deliveries.ts';

/** The scheduler's ports to the shared database, by name. */
export interface PostgresScheduling {
  readonly leases: PostgresLeases;
  readonly appliedPolicy: PostgresAppliedPolicy;
  readonly spentDeliveries: () => ReturnType<typeof readSpentDeliveries>;
  /** Converts a failure of the driver as the ports promise: an unreachable database is transient, and no bug. */
  readonly explained: (error: unknown) => unknown;
  /** Folds what has changed of the counts that lists show, and of how partners answer. */
  readonly foldCounts: () => Promise<void>;
  readonly outboxWatch: { noteSent(): Promise<void>; stall(): Promise<OutboxStall | undefined> };
}

/** The scheduler's ports on one pool of at least 4 connections. The caller closes the pool. */
export function postgresScheduling(pool: pg.Pool, { leaseMs }: { readonly leaseMs: number }): PostgresScheduling {
  const db = asked(pool);
  return {
    leases: postgresLeases(db, leaseMs),
    appliedPolicy: postgresAppliedPolicy(db),
    spentDeliveries: () => readSpentDeliveries(db),
    explained: translated,
    foldCounts: async () => {
      await postgresKeptCounts(pool).fold();
      await postgresKeptFigures(pool).fold();
    },
    outboxWatch: { noteSent: () => noteSent(db), stall: () => readOutboxStall(db) },
  };
}
