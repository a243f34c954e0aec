import type { Address } from '@miomente/booking-paths';
import { z } from 'zod';
import type { ProblemCode } from '../problem/http-problem.ts';
import type { HttpContext } from '../request/context.ts';
import type { PageAnswer } from './page-answer.ts';

/** Whom a page is for, as the list of addresses names it. */
export type PageGateName = 'everybody' | 'link' | 'login' | 'portal' | 'portal or link' | 'office' | 'secret';

/** Who may see a page. Unlike the API's gates, one of these may lead elsewhere, such as to the login. */
export interface PageGate<Who> {
  readonly name: PageGateName;
  /** The limit that each request counts towards; null where none does. */
  readonly limit: string | null;
  /** Codes that {@link enter} may refuse with. */
  readonly problems: readonly ProblemCode[];
  /**
   * Lets a request in, or says where it is to go instead.
   * @param comeBack the path to come back to after a login
   * @throws HttpProblem where neither helps
   */
  enter(ctx: HttpContext, comeBack: () => string): Promise<Admission<Who>>;
}

/** Lets everybody in without a look at who it is. */
export const anyone: PageGate<null> = {
  name: 'everybody',
  limit: null,
  problems: [],
  enter: async () => ({ who: null }),
};

/** Who has been let in, or where they are sent. */
export type Admission<Who> = { readonly who: Who } | { readonly elsewhere: string };

type Shape = Readonly<Record<string, z.ZodType>>;
type Parsed<Fields> = Fields extends Shape ? { readonly [Name in keyof Fields]: z.output<Fields[Name]> } : undefined;

/** What of a request passed gate and schemas. */
export interface PageInput<Who, Params, Query, Form> {
  /** For cookies; everything in address and form stands beside it, parsed. */
  readonly ctx: HttpContext;
  readonly who: Who;
  readonly params: Params;
  readonly query: Query;
  readonly form: Form;
}

/** What a page takes and gives, and what it does. */
export interface PageSpec<Who, Params, Query, Form, Answers extends Readonly<Record<number, string>>> {
  readonly method: 'get' | 'post';
  readonly address: Address;
  /** What it is, in a line, for the list of addresses. */
  readonly about: string;
  readonly gate: PageGate<Who>;
  /** The open parts of the address. What does not fit is an address that does not exist: 404. */
  readonly params?: Params;
  /** Only looked at: a field that makes no sense must parse to what stands for none. */
  readonly query?: Query;
  /** The fields of the form that is posted; without it no body is read. */
  readonly form?: Form;
  /** Whether an address without a token in it is to be told to nobody, either. */
  readonly addressIsSecret?: boolean;
  /**
   * Given where the answer is the same for everybody in every language, so that it may be kept; for how long, in
   * milliseconds, or null where that is left to browsers. What else is shown is this visitor's alone, and kept by nobody.
   */
  readonly sameForAll?: { readonly keptMs: number | null };
  /** Every status it answers with, and what that answer is. */
  readonly answers: Answers;
  /** Codes of error pages beside those that gate, schemas and server bring along. */
  readonly problems?: readonly ProblemCode[];
  /** The path to come back to after a login, where it is not the page itself: a form's address can't be opened. */
  readonly comeBack?: (input: { readonly params: Parsed<Params>; readonly form: Parsed<Form> | undefined }) => string;
  /**
   * Keeps what was typed when its sender must log in first, or when something fails on the way. Where it is given,
   * the form is read before the gate.
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

/** A page as data: what mounts it and what lists it need no more. */
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

/** Declares a page; its handler sees only what passed gate and schemas. */
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

/** The declared fields of what was sent; one that was not sent is undefined to its schema, which says what that means. */
function fieldsOf(shape: Shape): z.ZodType {
  const names = Object.keys(shape);
  const pick = (sent: unknown) =>
    Object.fromEntries(names.map((name) => [name, (sent as Readonly<Record<string, unknown>>)[name]]));
  return z.preprocess(pick, z.object(shape));
}
