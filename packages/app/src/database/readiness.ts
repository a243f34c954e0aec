import type { Readiness } from '@miomente/booking-http';
import { MigrationError, pendingMigrations, probeWrite } from '@miomente/booking-postgres';
import { failureOf, type Health } from '@miomente/booking-scheduler';
import type { Container } from 'inversify';
import type pg from 'pg';
import { CommandError } from '../process/command.ts';
import { APP } from '../wiring/identifiers.ts';
import { take } from '../wiring/provide.ts';

/** A load balancer asks about every second, with a short time-out. */
const DEADLINE_MS = 1_000;
/** A start may take longer than a load balancer's check. */
const START_DEADLINE_MS = 15_000;
/** How long the result "no pending migrations" is cached. */
const CURRENT_FOR_MS = 10_000;

const READY: Readiness = { ready: true };

/**
 * Creates the readiness check of this process. It is ready when the database accepts a write and has all migrations
 * and, where it runs a scheduler, the worker makes progress. The check answers within a second, and has its own
 * connection, so that it does not fail when requests use all others.
 * @param worker of the scheduler in this process. A process that only serves HTTP has none, and stays ready when a
 * scheduler elsewhere stalls.
 */
export function readinessOf(container: Container, worker?: Pick<Health, 'isWorking'>): () => Promise<Readiness> {
  const pool = take(container, APP.probePool);
  const migrations = watchMigrations(pool);
  let asking: Promise<Readiness> | undefined;
  const ask = async (): Promise<Readiness> => {
    const readiness = await within(DEADLINE_MS, writable(pool, migrations));
    if (!readiness.ready || worker === undefined || worker.isWorking()) return readiness;
    return { ready: false, reason: 'The outbox worker makes no progress.' };
  };
  return () => {
    // Concurrent checks share one query.
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  };
}

/**
 * Waits at start until the database accepts writes, so that a short outage does not cause repeated restarts.
 * @throws CommandError that says what to do when the database can't be used
 */
export async function requireReady(container: Container): Promise<void> {
  const readiness = await within(START_DEADLINE_MS, watchMigrations(take(container, APP.pool))());
  if (!readiness.ready) throw new CommandError(readiness.reason);
}

/** A read-only server, or one whose disk is full, answers queries but can't store a booking. So the check writes. */
async function writable(pool: pg.Pool, migrations: () => Promise<Readiness>): Promise<Readiness> {
  const current = await migrations();
  if (!current.ready) return current;
  try {
    await probeWrite(pool);
    return READY;
  } catch (error) {
    return { ready: false, reason: `The database can't be written to (${failureOf(error).code}).` };
  }
}

function watchMigrations(pool: pg.Pool): () => Promise<Readiness> {
  let currentUntil = 0;
  return async () => {
    const now = performance.now();
    if (now < currentUntil) return READY;
    try {
      const pending = await pendingMigrations(pool);
      if (pending.length > 0) {
        const reason = `The database is not up to date: run npm run migrate (${pending.join(', ')}).`;
        return { ready: false, reason };
      }
      currentUntil = now + CURRENT_FOR_MS;
      return READY;
    } catch (error) {
      if (error instanceof MigrationError) return { ready: false, reason: error.message };
      return { ready: false, reason: `The database can't be asked (${failureOf(error).code}).` };
    }
  };
}

async function within(ms: number, answer: Promise<Readiness>): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Readiness>((resolve) => {
    timer = setTimeout(() => resolve({ ready: false, reason: `The database does not answer within ${ms} ms.` }), ms);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
