import type pg from 'pg';
import { asked } from '../database/asked.ts';
import { translated } from '../database/failures.ts';
import { type PostgresAppliedPolicy, postgresAppliedPolicy } from './applied-policy.ts';
import { type PostgresLeases, postgresLeases } from './leases.ts';
import { noteSent, type OutboxStall, readOutboxStall } from './outbox-stall.ts';
import { readSpentDeliveries } from './spent-deliveries.ts';

/** What the scheduler asks of the database that all processes share, under the names of its ports. */
export interface PostgresScheduling {
  readonly leases: PostgresLeases;
  readonly appliedPolicy: PostgresAppliedPolicy;
  readonly spentDeliveries: () => ReturnType<typeof readSpentDeliveries>;
  /** A failure of the driver as the ports promise it: a database that is away passes, and is no defect. */
  readonly explained: (error: unknown) => unknown;
  readonly outboxWatch: { noteSent(): Promise<void>; stall(): Promise<OutboxStall | undefined> };
}

/** The scheduler's ports over one pool of connections, which stays its maker's to end; at least 4 of them. */
export function postgresScheduling(pool: pg.Pool, { leaseMs }: { readonly leaseMs: number }): PostgresScheduling {
  const db = asked(pool);
  return {
    leases: postgresLeases(db, leaseMs),
    appliedPolicy: postgresAppliedPolicy(db),
    spentDeliveries: () => readSpentDeliveries(db),
    explained: translated,
    outboxWatch: { noteSent: () => noteSent(db), stall: () => readOutboxStall(db) },
  };
}
