import type pg from 'pg';
import { type PostgresAppliedPolicy, postgresAppliedPolicy } from './applied-policy.ts';
import { type PostgresLeases, postgresLeases } from './leases.ts';
import { noteSent, type OutboxStall, readOutboxStall } from './outbox-stall.ts';
import { readSpentDeliveries } from './spent-deliveries.ts';

/** What the scheduler asks of the database that all processes share, under the names of its ports. */
export interface PostgresScheduling {
  readonly leases: PostgresLeases;
  readonly appliedPolicy: PostgresAppliedPolicy;
  readonly spentDeliveries: () => ReturnType<typeof readSpentDeliveries>;
  readonly outboxWatch: { noteSent(): Promise<void>; stall(): Promise<OutboxStall | undefined> };
}

/** The scheduler's ports over one pool of connections, which stays its maker's to end; at least 4 of them. */
export function postgresScheduling(pool: pg.Pool, { leaseMs }: { readonly leaseMs: number }): PostgresScheduling {
  return {
    leases: postgresLeases(pool, leaseMs),
    appliedPolicy: postgresAppliedPolicy(pool),
    spentDeliveries: () => readSpentDeliveries(pool),
    outboxWatch: { noteSent: () => noteSent(pool), stall: () => readOutboxStall(pool) },
  };
}
