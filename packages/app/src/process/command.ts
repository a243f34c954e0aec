import { type ParseArgsConfig, parseArgs } from 'node:util';
import { PermanentFailure, TransientFailure } from '@miomente/booking-domain';
import { MigrationError } from '@miomente/booking-postgres';
import { EmbeddedPostgresError } from '@miomente/embedded-postgres';
import { variablesInWords } from '../config/describe.ts';
import { ConfigError } from '../config/problem.ts';

/** Prints a line for the person who started the command. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A command can't do what was asked. The message says what to do. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** A command was called with unknown arguments. The usage is printed after the message. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** An option of a command, and its help text. */
export type Option = NonNullable<ParseArgsConfig['options']>[string] & {
  readonly about: string;
  /** The placeholder for its value in the help. */
  readonly value?: string;
};

/** Name, purpose and options of a command. */
export interface Command<Options extends Readonly<Record<string, Option>>> {
  /** As typed: `npm run sweep`. */
  readonly name: string;
  readonly about: string;
  readonly options: Options;
}

type Values<Options extends Readonly<Record<string, Option>>> = ReturnType<
  typeof parseArgs<{ options: Options; strict: true }>
>['values'];

/** The exit code for invalid arguments, by convention of shells. */
const USAGE_EXIT = 2;

/**
 * Runs a command. `--help` prints its usage and does nothing else. An unknown argument ends it with exit code 2 before
 * it does anything. An expected failure is printed as a message; an unexpected one with its stack, which the person at
 * the terminal may see.
 */
export async function runCommand<const Options extends Readonly<Record<string, Option>>>(
  command: Command<Options>,
  work: (values: Values<Options>) => Promise<void>,
): Promise<void> {
  try {
    const asked = argumentsOf(command);
    if (asked === 'help') say(usage(command, true));
    else await work(asked);
  } catch (error) {
    const isUsage = error instanceof UsageError;
    process.stderr.write(`${isUsage || foreseen(error) ? error.message : stackOf(error)}\n`);
    if (isUsage) process.stderr.write(`${usage(command, false)}\n`);
    process.exitCode = isUsage ? USAGE_EXIT : 1;
  }
}

function argumentsOf<Options extends Readonly<Record<string, Option>>>({
  options,
}: Command<Options>): Values<Options> | 'help' {
  try {
    const help = { help: { type: 'boolean', short: 'h' } } as const;
    const { values } = parseArgs({ options: { ...options, ...help }, strict: true });
    return 'help' in values && values['help'] === true ? 'help' : (values as Values<Options>);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The usage of a command; with `--help`, also the variables it reads. */
export function usage(
  { name, about, options }: Command<Readonly<Record<string, Option>>>,
  withVariables: boolean,
): string {
  const given = Object.entries(options).map(([option, { value, about: words }]) => [
    `--${option}${value === undefined ? '' : ` ${value}`}`,
    words,
  ]);
  const rows = [...given, ['--help', 'shows this']];
  const width = Math.max(...rows.map(([left = '']) => left.length));
  const lines = rows.map(([left = '', right]) => `  ${left.padEnd(width)}  ${right}`);
  const dashes = name.startsWith('npm') ? ' --' : '';
  const head = `Usage: ${name}${dashes} [options]\n${about}\n\nOptions:\n${lines.join('\n')}`;
  return withVariables ? `${head}\n\n${variablesInWords()}` : head;
}

/** Errors whose message says what to do. */
const FORESEEN = [ConfigError, CommandError, EmbeddedPostgresError, MigrationError, TransientFailure, PermanentFailure];

function foreseen(error: unknown): error is Error {
  return FORESEEN.some((kind) => error instanceof kind);
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
