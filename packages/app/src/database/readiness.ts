import type { Readiness } from '@miomente/booking-http';
import { MigrationError, pendingMigrations } from '@miomente/booking-postgres';
import { failureOf } from '@miomente/booking-scheduler';
import type { Container } from 'inversify';
import { CommandError } from '../process/command.ts';
import { APP } from '../wiring/identifiers.ts';
import { take } from '../wiring/provide.ts';

/** Says whether the database can be reached and is current. */
export function readinessOf(container: Container): () => Promise<Readiness> {
  const pool = take(container, APP.pool);
  return async () => {
    try {
      const pending = await pendingMigrations(pool);
      if (pending.length === 0) return { ready: true };
      return { ready: false, reason: `The database is not up to date: run npm run migrate (${pending.join(', ')}).` };
    } catch (error) {
      if (error instanceof MigrationError) return { ready: false, reason: error.message };
      return { ready: false, reason: `The database can't be asked (${failureOf(error).code}).` };
    }
  };
}

/** @throws CommandError that says what to do when the database can't be used as it is */
export async function requireReady(container: Container): Promise<void> {
  const readiness = await readinessOf(container)();
  if (!readiness.ready) throw new CommandError(readiness.reason);
}
