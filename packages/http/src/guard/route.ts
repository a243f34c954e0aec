import type { KeyedRequest } from '@miomente/booking-domain';
import type { Address } from '@miomente/booking-paths';
import type { z } from 'zod';
import type { CsvFile } from '../csv/send-csv.ts';
import type { ProblemCode } from '../problem/http-problem.ts';
import type { HttpContext } from '../request/context.ts';
import type { Gate } from './gate.ts';

/** The answer of a handler: one of the route's declared statuses, and the content of its envelope. */
type AnswerOf<Answers extends AnswerSchemas> = {
  [Status in keyof Answers & number]: { readonly status: Status; readonly data: z.input<Answers[Status]> };
}[keyof Answers & number];

type AnswerSchemas = Readonly<Record<number, z.ZodType>>;

/** The input, output and handler of a route. */
export interface RouteSpec<Who, Params, Query, Body, Answers extends AnswerSchemas> {
  readonly method: 'get' | 'post' | 'delete';
  readonly address: Address;
  /** A line about the route, for the API description. */
  readonly summary: string;
  /** What a program must know besides the schemas: effects, effect of a repetition, limits. */
  readonly description: string;
  readonly gate: Gate<Who>;
  readonly params?: z.ZodType<Params>;
  readonly query?: z.ZodType<Query>;
  /** An empty body is parsed as `undefined`. */
  readonly body?: z.ZodType<Body>;
  /** A body that the gate reads itself, because it is signed; for the API description. */
  readonly signedBody?: z.ZodType;
  /** A form with files that the handler reads itself, because it streams; for the API description. */
  readonly multipart?: z.ZodType;
  /** The maximum size of the body, when it is not the default. */
  readonly bodyBytes?: number;
  /** Whether a request may have an `Idempotency-Key`; its gate must name callers. */
  readonly keyed?: true;
  /** The content of the envelope of each status. */
  readonly answers: Answers;
  /** The codes of errors in addition to those of gate, schemas and server. */
  readonly problems?: readonly ProblemCode[];
  readonly handle: (input: Input<Who, Params, Query, Body>) => Promise<AnswerOf<NoInfer<Answers>>>;
  /** The same for a client that asks for `text/csv`. */
  readonly csv?: CsvAnswer<Input<Who, Params, Query, Body>>;
}

interface CsvAnswer<From> {
  /** The names in the header row, for the API description. */
  readonly header: readonly string[];
  readonly file: (input: From) => Promise<CsvFile>;
}

/** What a request contains, after gate and schemas have accepted it. */
interface Input<Who, Params, Query, Body> {
  readonly ctx: HttpContext;
  readonly who: Who;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** Set when the request has a key: what it writes is kept with it. */
  readonly askedBy: KeyedRequest | undefined;
}

/** A route as data, for mounting and describing it. */
export interface Route {
  readonly kind: 'route';
  readonly method: 'get' | 'post' | 'delete';
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly gate: Gate<unknown>;
  readonly params: z.ZodType | undefined;
  readonly query: z.ZodType | undefined;
  readonly body: z.ZodType | undefined;
  readonly signedBody?: z.ZodType;
  readonly multipart?: z.ZodType;
  readonly bodyBytes?: number;
  readonly keyed?: true;
  readonly answers: AnswerSchemas;
  readonly problems: readonly ProblemCode[];
  readonly handle: (input: AnyInput) => Promise<{ readonly status: number; readonly data: unknown }>;
  readonly csv?: CsvAnswer<AnyInput>;
}

type AnyInput = Input<unknown, unknown, unknown, unknown>;

/** Declares a route. Its handler sees only what the schemas have accepted. */
export function route<
  Who,
  Params = undefined,
  Query = undefined,
  Body = undefined,
  const Answers extends AnswerSchemas = AnswerSchemas,
>(spec: RouteSpec<Who, Params, Query, Body, Answers>): Route {
  const { address, params, query, body, problems = [], ...rest } = spec;
  return { ...rest, kind: 'route', path: address.pattern, params, query, body, problems } as Route;
}
