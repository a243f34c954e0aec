import type { Readiness } from '@miomente/booking-http';
import { MigrationError, pendingMigrations, probeWrite } from '@miomente/booking-postgres';
import { failureOf, type Health } from '@miomente/booking-scheduler';
import type { Container } from 'inversify';
import type pg from 'pg';
import { CommandError } from '../process/command.ts';
import { APP } from '../wiring/identifiers.ts';
import { take } from '../wiring/provide.ts';

/** A balancer asks every second or so, and gives up soon. */
const DEADLINE_MS = 1_000;
/** A start may take longer than an answer to a balancer. */
const START_DEADLINE_MS = 15_000;
/** Migrations that were current are not looked for again at once. */
const CURRENT_FOR_MS = 10_000;

const READY: Readiness = { ready: true };

/**
 * Says whether the process can do its work: the database takes a write and is current; where a scheduler runs, its
 * worker gets on. Answers within a second, over a connection of its own: requests that have all the others are no
 * reason to send no more.
 * @param worker of the scheduler in this process. A process that only serves HTTP has none, and is not taken out of
 * the balancer because a scheduler elsewhere stands still.
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
    // However many ask, the database is asked once at a time.
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  };
}

/**
 * For a start. A database that takes no writes for the moment is waited for, not started for again and again.
 * @throws CommandError that says what to do when the database can't be used as it is
 */
export async function requireReady(container: Container): Promise<void> {
  const readiness = await within(START_DEADLINE_MS, watchMigrations(take(container, APP.pool))());
  if (!readiness.ready) throw new CommandError(readiness.reason);
}

/** A server that only reads, or whose disk is full, answers every question and takes no booking: so it is written to. */
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
