import { setTimeout as delay } from 'node:timers/promises';
import { TransientFailure } from '@miomente/booking-domain';
import type { Database } from '../database/database.ts';
import { isTimeOut } from '../database/failures.ts';
import { GIVE_UP_COMMIT, READ_COMMIT, type Written } from './commit-statement.ts';

/** The wait before each attempt: a connection is often back at once, a server after a moment. */
const LOOK_AFTER_MS: readonly number[] = [0, 100, 500];

/**
 * Finds out, over a new connection, what happened to a commit whose answer was lost. When it had not happened, it never
 * will: its statement may still be on its way, or waiting for a lock.
 * @returns what it wrote, or `not_made`
 * @throws TransientFailure when the database can't be asked, so that it stays unknown
 */
export async function whatBecameOf(db: Database, commitId: string): Promise<readonly Written[] | 'not_made'> {
  let failure: unknown;
  for (const ms of LOOK_AFTER_MS) {
    if (ms > 0) await delay(ms);
    try {
      await db.rows({ text: GIVE_UP_COMMIT, values: [commitId] });
      const [row] = await db.read<{ written: readonly Written[] | null }>({ text: READ_COMMIT, values: [commitId] });
      return row?.written ?? 'not_made';
    } catch (error) {
      failure = error;
      if (isTimeOut(error)) break;
    }
  }
  throw new TransientFailure('The connection broke during a change, and it is not known whether it was made.', {
    cause: failure,
  });
}
