import { z } from 'zod';

/**
 * Parses the text of a variable that is set. The message of an issue says what the text must be, and follows the
 * variable's name.
 */
export type Reading<Value> = z.ZodType<Value, string>;

/** The schema of a declared variable: takes its text or nothing, gives a value or issues. */
export type Variable<Value> = z.ZodType<Value, string | undefined>;

/** The description of a variable, and its rules beyond its type. */
export interface About {
  /** The purpose of the variable, in sentences for whoever sets it. */
  readonly about: string;
  /** The default, as text; it is parsed like any other text. */
  readonly default?: string;
  /** Describes the default in words, where it is no fixed text. */
  readonly otherwise?: string;
  /** The variable is required. The words follow "must be set to". */
  readonly needed?: string;
  /** An example value, for variables without a default. */
  readonly example?: string;
  /**
   * A secret, which may also come from the file named by `<NAME>_FILE`. `ours` is chosen by whoever runs the product;
   * `theirs` is issued by another system.
   */
  readonly secret?: 'ours' | 'theirs';
  /** Without a value, the sample system generates one and stores it in the data folder. */
  readonly madeUp?: true;
  /** Required in production. The words follow the variable's name. */
  readonly production?: string;
  /**
   * Checks a text that is set in production.
   * @returns what is wrong with it, or undefined
   */
  readonly refusedInProduction?: (given: string) => string | undefined;
  /** Contains hosts or addresses. In production, those of examples are refused. */
  readonly isAddress?: true;
  /** Also listed in the README, because many will set it. */
  readonly inReadme?: true;
}

const REGISTRY = z.registry<About>();

type Holds = { readonly default: string } | { readonly needed: string };

/** Declares a variable: its reading, its default and its description. A blank text counts as not set. */
export function variable<Value>(reading: Reading<Value>, about: About & Holds): Variable<Value>;
/** An optional variable: undefined when it is not set. */
export function variable<Value>(reading: Reading<Value>, about: About): Variable<Value | undefined>;
/** An optional variable: undefined when it is not set. */
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
 * The description of a declared variable.
 * @throws Error for a schema that {@link variable} did not create
 */
export function aboutOf(declared: z.ZodType): About {
  const about = REGISTRY.get(declared);
  if (about === undefined) throw new Error('This schema is no declared variable.');
  return about;
}

/** A group of variables, such as those of one external system. */
export interface VariableGroup {
  readonly title: string;
  /** The variables by name. */
  readonly variables: Readonly<Record<string, z.ZodType>>;
}
