import { type ParseArgsConfig, parseArgs } from 'node:util';
import { PermanentFailure, TransientFailure } from '@miomente/booking-domain';
import { MigrationError } from '@miomente/booking-postgres';
import { EmbeddedPostgresError } from '@miomente/embedded-postgres';
import { variablesInWords } from '../config/describe.ts';
import { ConfigError } from '../config/problem.ts';

/** Says something to the person who started the command. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A command can't do what it was asked; the message says what to do. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** A command was called with arguments that it does not have; its usage is shown after the message. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** An option of a command, with what its help says of it. */
export type Option = NonNullable<ParseArgsConfig['options']>[string] & {
  readonly about: string;
  /** What stands for its value in the help. */
  readonly value?: string;
};

/** What a command is called, does and takes. */
export interface Command<Options extends Readonly<Record<string, Option>>> {
  /** As it is typed: `npm run sweep`. */
  readonly name: string;
  readonly about: string;
  readonly options: Options;
}

type Values<Options extends Readonly<Record<string, Option>>> = ReturnType<
  typeof parseArgs<{ options: Options; strict: true }>
>['values'];

/** Bad arguments, as shells and tools agree. */
const USAGE_EXIT = 2;

/**
 * Runs a command: `--help` prints how it is used and does nothing, an argument that it does not have ends it with exit code
 * 2 before it does anything. A failure that was foreseen is told in its own words; any other also with its stack, which may
 * be shown to whoever sits at the terminal.
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

/** How a command is used; with the variables it reads where somebody asked for help. */
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
