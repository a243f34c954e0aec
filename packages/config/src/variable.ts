import { z } from 'zod';

/** Reads the text of a variable that is set; an issue says what the text must be, in words that follow the variable's name. */
export type Reading<Value> = z.ZodType<Value, string>;

/** A declared variable: its text or nothing in, a value or issues out. */
export type Variable<Value> = z.ZodType<Value, string | undefined>;

/** What is said of a variable, and what holds for it besides its reading. */
export interface About {
  /** What it is for: sentences for whoever sets it. */
  readonly about: string;
  /** The text that holds where it is not set; it is read like any other. */
  readonly default?: string;
  /** What holds where it is not set, in words, when no text says it. */
  readonly otherwise?: string;
  /** Must be set, to this; the words follow "must be set to". */
  readonly needed?: string;
  /** A value to show where there is no default. */
  readonly example?: string;
  /** May come from the file that `<NAME>_FILE` names. `ours` is chosen by whoever runs this, `theirs` is made elsewhere. */
  readonly secret?: 'ours' | 'theirs';
  /** Made up and kept in the data folder by a try-out that has none. */
  readonly madeUp?: true;
  /** Must be set in production; the words follow the variable's name. */
  readonly production?: string;
  /** What is wrong with a text that is set in production; undefined when nothing is. */
  readonly refusedInProduction?: (given: string) => string | undefined;
  /** Holds hosts or addresses; those that examples use are refused in production. */
  readonly isAddress?: true;
  /** Stands in the README, too: one that many will set. */
  readonly inReadme?: true;
}

const REGISTRY = z.registry<About>();

type Holds = { readonly default: string } | { readonly needed: string };

/** Declares a variable, once: how its text is read, what holds without it, and what is said of it. Blank counts as not set. */
export function variable<Value>(reading: Reading<Value>, about: About & Holds): Variable<Value>;
export function variable<Value>(reading: Reading<Value>, about: About): Variable<Value | undefined>;
export function variable<Value>(reading: Reading<Value>, about: About): Variable<Value | undefined> {
  return z
    .string()
    .optional()
    .transform((given, context) => {
      const complain = (message: string): void => context.addIssue({ code: 'custom', message });
      const text = given === undefined || given.trim() === '' ? about.default : given;
      if (text === undefined) {
        if (about.needed !== undefined) complain(`must be set to ${about.needed}`);
        return undefined;
      }
      const read = reading.safeParse(text);
      if (read.success) return read.data;
      for (const { message } of read.error.issues) complain(message);
      return z.NEVER;
    })
    .register(REGISTRY, about);
}

/**
 * What was said of a declared variable.
 * @throws Error for a schema that {@link variable} did not make
 */
export function aboutOf(declared: z.ZodType): About {
  const about = REGISTRY.get(declared);
  if (about === undefined) throw new Error('This schema is no declared variable.');
  return about;
}

/** Variables that belong together, such as those of one external system. */
export interface VariableGroup {
  readonly title: string;
  /** By name. */
  readonly variables: Readonly<Record<string, z.ZodType>>;
}
