import type { Address } from '@miomente/booking-paths';
import { z } from 'zod';
import type { ProblemCode } from '../problem/http-problem.ts';
import type { HttpContext } from '../request/context.ts';
import type { PageAnswer } from './page-answer.ts';

/** The visitors of a page, as named in the list of addresses. */
export type PageGateName =
  | 'everybody'
  | 'link'
  | 'login'
  | 'portal'
  | 'portal or link'
  | 'partner'
  | 'office'
  | 'secret';

/** Who may see a page. Unlike the API's gates, these may redirect, such as to the login. */
export interface PageGate<Who> {
  readonly name: PageGateName;
  /** The rate limit that each request counts towards; null for none. */
  readonly limit: string | null;
  /** The codes of refusals by {@link enter}. */
  readonly problems: readonly ProblemCode[];
  /**
   * Accepts a request, or says where to redirect it.
   * @param comeBack the path to return to after a login
   * @throws HttpProblem when neither helps
   */
  enter(ctx: HttpContext, comeBack: () => string): Promise<Admission<Who>>;
}

/** Accepts everybody, without looking up who it is. */
export const anyone: PageGate<null> = {
  name: 'everybody',
  limit: null,
  problems: [],
  enter: async () => ({ who: null }),
};

/** The accepted visitor, or a redirect. */
export type Admission<Who> = { readonly who: Who } | { readonly elsewhere: string };

type Shape = Readonly<Record<string, z.ZodType>>;
type Parsed<Fields> = Fields extends Shape ? { readonly [Name in keyof Fields]: z.output<Fields[Name]> } : undefined;

/** What a request contains, after gate and schemas have accepted it. */
export interface PageInput<Who, Params, Query, Form> {
  /** For cookies. Everything in address and form is beside it, parsed. */
  readonly ctx: HttpContext;
  readonly who: Who;
  readonly params: Params;
  readonly query: Query;
  readonly form: Form;
}

/** The input, output and handler of a page. */
export interface PageSpec<Who, Params, Query, Form, Answers extends Readonly<Record<number, string>>> {
  readonly method: 'get' | 'post';
  readonly address: Address;
  /** A line about the page, for the list of addresses. */
  readonly about: string;
  readonly gate: PageGate<Who>;
  /** The parameters in the path. An invalid one means that the address does not exist: 404. */
  readonly params?: Params;
  /** Changes nothing; an invalid field must be parsed as "none". */
  readonly query?: Query;
  /** The fields of the posted form; without them no body is read. */
  readonly form?: Form;
  /** Whether the address must not be passed on, although it has no token. */
  readonly addressIsSecret?: boolean;
  /**
   * Set when the answer is the same for everybody in every language, so that it may be cached: the time in
   * milliseconds, or null to leave it to browsers. All other answers are for this visitor only, and not cached.
   */
  readonly sameForAll?: { readonly keptMs: number | null };
  /** Every status of its answers, with its meaning. */
  readonly answers: Answers;
  /** The codes of error pages in addition to those of gate, schemas and server. */
  readonly problems?: readonly ProblemCode[];
  /** The path to return to after a login, when it is not the page itself: a form's address can't be opened. */
  readonly comeBack?: (input: { readonly params: Parsed<Params>; readonly form: Parsed<Form> | undefined }) => string;
  /**
   * Stores what was typed when its sender must log in first, or when something fails. If set, the form is read before
   * the gate.
   */
  readonly keepForm?: (input: {
    readonly ctx: HttpContext;
    readonly params: Parsed<Params>;
    readonly form: Parsed<Form>;
  }) => void;
  readonly handle: (
    input: PageInput<Who, Parsed<Params>, Parsed<Query>, Parsed<Form>>,
  ) => Promise<PageAnswer<keyof NoInfer<Answers> & number>>;
}

/** A page as data, for mounting and listing it. */
export interface Page {
  readonly kind: 'page';
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly about: string;
  readonly gate: PageGate<unknown>;
  readonly params: z.ZodType | undefined;
  readonly query: z.ZodType | undefined;
  readonly form: z.ZodType | undefined;
  readonly addressIsSecret: boolean;
  readonly sameForAll?: { readonly keptMs: number | null };
  readonly answers: Readonly<Record<number, string>>;
  readonly problems: readonly ProblemCode[];
  readonly comeBack: ((input: { readonly params: unknown; readonly form: unknown }) => string) | undefined;
  readonly keepForm: ((input: { ctx: HttpContext; params: unknown; form: unknown }) => void) | undefined;
  readonly handle: (input: PageInput<unknown, unknown, unknown, unknown>) => Promise<PageAnswer>;
}

/** Declares a page. Its handler sees only what gate and schemas have accepted. */
export function page<
  Who,
  Params extends Shape | undefined = undefined,
  Query extends Shape | undefined = undefined,
  Form extends Shape | undefined = undefined,
  const Answers extends Readonly<Record<number, string>> = Readonly<Record<number, string>>,
>(spec: PageSpec<Who, Params, Query, Form, Answers>): Page {
  const { address, params, query, form, problems = [], addressIsSecret = false, comeBack, keepForm, ...rest } = spec;
  return {
    ...rest,
    kind: 'page',
    path: address.pattern,
    params: params && fieldsOf(params),
    query: query && fieldsOf(query),
    form: form && fieldsOf(form),
    addressIsSecret: addressIsSecret || address.pattern.includes(':token'),
    problems,
    comeBack,
    keepForm,
  } as Page;
}

/** The declared fields of what was sent; a missing one is undefined, and its schema decides what that means. */
function fieldsOf(shape: Shape): z.ZodType {
  const names = Object.keys(shape);
  const pick = (sent: unknown) =>
    Object.fromEntries(names.map((name) => [name, (sent as Readonly<Record<string, unknown>>)[name]]));
  return z.preprocess(pick, z.object(shape));
}
