import { PermanentFailure, TransientFailure } from '@miomente/booking-domain';
import { MigrationError } from '@miomente/booking-postgres';
import { EmbeddedPostgresError } from '@miomente/embedded-postgres';
import { ConfigError } from '../config/problem.ts';

/** Says something to the person who started the command. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A command can't do what it was asked; the message says what to do. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/**
 * Runs a command. A failure that was foreseen is told in its own words; any other also with its
 * stack, which may be shown to whoever sits at the terminal.
 */
export async function runCommand(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    process.stderr.write(`${foreseen(error) ? error.message : stackOf(error)}\n`);
    process.exitCode = 1;
  }
}

/** Errors whose message says what to do. */
const FORESEEN = [ConfigError, CommandError, EmbeddedPostgresError, MigrationError, TransientFailure, PermanentFailure];

function foreseen(error: unknown): error is Error {
  return FORESEEN.some((kind) => error instanceof kind);
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
