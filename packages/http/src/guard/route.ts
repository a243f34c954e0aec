import type { z } from 'zod';
import type { CsvFile } from '../csv/send-csv.ts';
import type { ProblemCode } from '../problem/http-problem.ts';
import type { HttpContext } from '../request/context.ts';
import type { Gate } from './gate.ts';

/** What a handler answers with: one of the route's declared statuses, and what that one's envelope holds. */
type AnswerOf<Answers extends AnswerSchemas> = {
  [Status in keyof Answers & number]: { readonly status: Status; readonly data: z.input<Answers[Status]> };
}[keyof Answers & number];

type AnswerSchemas = Readonly<Record<number, z.ZodType>>;

/** What a route takes and gives, and what it does. */
export interface RouteSpec<Who, Params, Query, Body, Answers extends AnswerSchemas> {
  readonly method: 'get' | 'post';
  readonly path: string;
  /** What it does, in a line, for the description of the API. */
  readonly summary: string;
  /** What a program must know beside its schemas: effects, what a repetition does, limits. */
  readonly description: string;
  readonly gate: Gate<Who>;
  readonly params?: z.ZodType<Params>;
  readonly query?: z.ZodType<Query>;
  /** `undefined` is what an empty body is parsed as. */
  readonly body?: z.ZodType<Body>;
  /** A body that the gate reads itself, since it is signed; for the description of the API. */
  readonly signedBody?: z.ZodType;
  /** The largest body read, where it is not the usual one. */
  readonly bodyBytes?: number;
  /** What the envelope of each status holds. */
  readonly answers: Answers;
  /** Codes of error answers beside those that gate, schemas and server bring along. */
  readonly problems?: readonly ProblemCode[];
  readonly handle: (input: Input<Who, Params, Query, Body>) => Promise<AnswerOf<NoInfer<Answers>>>;
  /** The same for a client that asks for `text/csv`. */
  readonly csv?: CsvAnswer<Input<Who, Params, Query, Body>>;
}

interface CsvAnswer<From> {
  /** The names in the header row, for the description of the API. */
  readonly header: readonly string[];
  readonly file: (input: From) => Promise<CsvFile>;
}

/** What of a request passed gate and schemas. */
interface Input<Who, Params, Query, Body> {
  readonly ctx: HttpContext;
  readonly who: Who;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
}

/** A route as data: what mounts it, and what describes it, need no more. */
export interface Route {
  readonly kind: 'route';
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly gate: Gate<unknown>;
  readonly params: z.ZodType | undefined;
  readonly query: z.ZodType | undefined;
  readonly body: z.ZodType | undefined;
  readonly signedBody?: z.ZodType;
  readonly bodyBytes?: number;
  readonly answers: AnswerSchemas;
  readonly problems: readonly ProblemCode[];
  readonly handle: (input: AnyInput) => Promise<{ readonly status: number; readonly data: unknown }>;
  readonly csv?: CsvAnswer<AnyInput>;
}

type AnyInput = Input<unknown, unknown, unknown, unknown>;

/** Declares a route; its handler sees only what passed the schemas. */
export function route<
  Who,
  Params = undefined,
  Query = undefined,
  Body = undefined,
  const Answers extends AnswerSchemas = AnswerSchemas,
>(spec: RouteSpec<Who, Params, Query, Body, Answers>): Route {
  const { params, query, body, problems = [], ...rest } = spec;
  return { ...rest, kind: 'route', params, query, body, problems } as Route;
}
