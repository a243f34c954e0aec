import { TransientFailure } from '@miomente/booking-domain';

/** PostgreSQL refused a statement of ours: a bug, or data that breaks a rule. Names the rule, never the data. */
export class RefusedByDatabase extends Error {
  override readonly name = 'RefusedByDatabase';
  /** The SQLSTATE. */
  readonly code: string;
  readonly constraint: string | null;
  constructor(code: string, constraint: string | null) {
    const rule = constraint === null ? '' : `, constraint ${constraint}`;
    super(`PostgreSQL refused a statement (SQLSTATE ${code}${rule}). ${adviceOn(code)}`);
    this.code = code;
    this.constraint = constraint;
  }
}

function adviceOn(code: string): string {
  if (/^(42P01|42703|42883|3F000)$/.test(code)) return 'Bring the database up to date: npm run migrate.';
  if (code === '42501') return 'Give the user of DATABASE_URL the right to the tables, or run npm run migrate as it.';
  return 'This is a defect: report it with the code.';
}

/** Only the code of the original error is kept: its message quotes rows, queries and addresses. */
class Cause extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** There was no connection for a statement. */
export class NeverSent extends TransientFailure {}

const SQLSTATE = /^[0-9A-Z]{5}$/;
/**
 * Connection, resources, an operator's intervention, a cancelled statement, serialization and deadlocks, locks, system
 * errors, a read-only server, or one that refuses logins for now.
 */
const PASSES = /^(08|53|57|58|40|28)|^(25006|55P03|3D000)$/;

/** The SQLSTATE of an error; undefined when it did not come from the server. */
export function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  return SQLSTATE.test(error.code) ? error.code : undefined;
}

/** Whether the connection of an error is unusable. */
export function endsConnection(error: unknown): boolean {
  const state = sqlState(error);
  // Without a state, the driver gave up: it timed out, or the connection broke. 57014 is a statement that was cancelled
  // properly.
  return state === undefined || /^(08|57P)/.test(state);
}

/** Whether a failed statement may have been executed nevertheless: it was sent, and its answer never came. */
export function mayHaveHappened(error: unknown): boolean {
  return endsConnection(error) && !(error instanceof NeverSent);
}

/** Whether a statement was undone only because of others, so that it can be repeated. */
export function isCollision(error: unknown): boolean {
  const state = sqlState(error);
  return state === '40001' || state === '40P01';
}

/** What tells a kept plan of another table from all else that "feature not supported" may mean. */
const STALE_PLAN_ROUTINE = 'RevalidateCachedQuery';

/**
 * Whether a statement was refused before it began, since what the session keeps under its name no longer fits: a
 * migration changed what it gives (0A000), or a pooler has put another session behind the connection, which does not
 * know the name (26000) or knows it from somebody else (42P05).
 */
export function isStalePlan(error: unknown): boolean {
  const state = sqlState(error);
  if (state === '26000' || state === '42P05') return true;
  return state === '0A000' && error instanceof Error && 'routine' in error && error.routine === STALE_PLAN_ROUTINE;
}

/**
 * Converts an error of the driver as the ports promise: `TransientFailure` for what may pass, {@link RefusedByDatabase}
 * for our bugs. Other errors stay as they are.
 */
export function translated(error: unknown): unknown {
  if (error instanceof TransientFailure || error instanceof RefusedByDatabase) return error;
  if (error instanceof TypeError || error instanceof RangeError) return error;
  const state = sqlState(error);
  if (state === undefined) {
    const code = driverCode(error);
    return new TransientFailure(
      `The database can't be reached (${code}): see that PostgreSQL runs where DATABASE_URL points.`,
      { cause: new Cause(code) },
    );
  }
  if (PASSES.test(state)) return new TransientFailure(transientMessage(state), { cause: new Cause(state) });
  const constraint = error instanceof Error && 'constraint' in error ? error.constraint : undefined;
  return new RefusedByDatabase(state, typeof constraint === 'string' ? constraint : null);
}

/** Whether we stopped waiting for the server; waiting again would only take longer. */
export function isTimeOut(error: unknown): boolean {
  return driverCode(error instanceof TransientFailure ? error.cause : error) === TIME_OUT;
}

const TIME_OUT = 'time-out';

/** The driver's time-outs have no code of their own. */
function driverCode(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  const said = error instanceof Error ? error.message : '';
  return /time.?out/i.test(said) ? TIME_OUT : 'connection lost';
}

function transientMessage(state: string): string {
  if (state === '57014')
    return 'The database took too long (57014): see its load and locks, or allow statements more time.';
  if (state === '25006') return 'The database only reads (25006): DATABASE_URL must point at the primary.';
  if (/^(28|3D)/.test(state))
    return `The database refuses the connection (${state}): see user and name in DATABASE_URL.`;
  if (state === '53300')
    return 'The database has no connections left (53300): raise max_connections or make the pools smaller.';
  return `The database can't do this just now (${state}); it is tried again.`;
}
