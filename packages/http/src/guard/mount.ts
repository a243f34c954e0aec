import type { KeyedRequest } from '@miomente/booking-domain';
import { z } from 'zod';
import { requireMediaType } from '../body/media-type.ts';
import { parseJson } from '../body/parse-json.ts';
import { readBytes } from '../body/read-bytes.ts';
import { prefersCsv, sendCsv } from '../csv/send-csv.ts';
import type { HttpDeps } from '../deps.ts';
import { SafeError } from '../logging/safe-error.ts';
import { HttpProblem, type ProblemCode, STATUS_OF } from '../problem/http-problem.ts';
import type { Issue } from '../problem/issue.ts';
import { problemOf } from '../problem/problem-of.ts';
import type { HttpContext, HttpRouter } from '../request/context.ts';
import { issuesOf } from './issues.ts';
import { KEYED_PROBLEMS, keyOf, serveKeyed } from './keyed.ts';
import type { Page } from './page.ts';
import { queryOf } from './query.ts';
import type { Route } from './route.ts';
import { servePage } from './serve-page.ts';

type MountDeps = Pick<HttpDeps, 'settings'> & Partial<Pick<HttpDeps, 'keptAnswers'>>;

/** A route of the API, or a page. */
export type Declared = Route | Page;

/** Adds routes to the router, each with its gate and its schemas. */
export function mount(router: HttpRouter, deps: MountDeps, declared: readonly Declared[]): void {
  for (const each of declared) {
    router[each.method](each.path, (ctx: HttpContext) =>
      each.kind === 'page' ? servePage(deps, each, ctx) : serve(deps, each, ctx),
    );
  }
}

async function serve(deps: MountDeps, route: Route, ctx: HttpContext): Promise<void> {
  try {
    const { bytes, ...input } = await inputOf(deps, route, ctx);
    const key = route.keyed ? keyOf(ctx) : undefined;
    if (route.csv !== undefined) {
      ctx.vary('Accept');
      if (prefersCsv(ctx)) return sendCsv(ctx, await route.csv.file({ ...input, askedBy: undefined }));
    }
    const act = async (askedBy?: KeyedRequest) => {
      const { status, data } = await route.handle({ ...input, askedBy });
      if (!deps.settings.production) checkAnswer(route, status, data);
      return { status, body: { success: true, data } };
    };
    const caller = route.gate.caller?.(input.who);
    if (key === undefined || caller === undefined || deps.keptAnswers === undefined) {
      const { status, body } = await act();
      ctx.status = status;
      ctx.type = 'json';
      // As text: who asks for the length of an object makes its text once more.
      ctx.body = JSON.stringify(body);
      return;
    }
    await serveKeyed(deps.keptAnswers, ctx, { caller, key, body: await bytes() }, async (askedBy) => {
      const { status, body } = await act(askedBy).catch((error: unknown) => {
        if (!deps.settings.production) checkProblem(route, error);
        throw error;
      });
      return { status, body: JSON.stringify(body) };
    });
  } catch (error) {
    if (!deps.settings.production) checkProblem(route, error);
    throw error;
  }
}

/** What a request contains, after its gate and schemas have accepted it. */
async function inputOf({ settings }: MountDeps, route: Route, ctx: HttpContext) {
  const { limits } = settings;
  let reading: Promise<Buffer> | undefined;
  const bytes = (): Promise<Buffer> => {
    reading ??= readBytes(ctx, route.bodyBytes ?? limits.jsonBytes);
    return reading;
  };
  const who = await route.gate.enter(ctx, bytes);
  const issues: Issue[] = [];
  const check = (part: 'params' | 'query' | 'body', schema: z.ZodType | undefined, input: unknown): unknown => {
    const parsed = (schema ?? nothing(route)).safeParse(input);
    if (!parsed.success) issues.push(...issuesOf(part, parsed.error, input));
    return schema === undefined || !parsed.success ? undefined : parsed.data;
  };
  const params = route.params === undefined ? undefined : check('params', route.params, ctx.params);
  const query = check('query', route.query, queryOf(ctx));
  const body = route.method === 'get' ? undefined : check('body', route.body, await json(ctx, route, bytes, limits));
  if (issues.length > 0) throw new HttpProblem('invalid_request', { issues });
  return { ctx, who, params, query, body, bytes };
}

/** The schema of a route without one: it accepts nothing, or ignores everything. */
function nothing(route: Route): z.ZodType {
  return route.gate.strict ? z.strictObject({}).optional() : z.unknown();
}

/** The JSON body; not read when no schema needs it. */
async function json(
  ctx: HttpContext,
  route: Route,
  read: () => Promise<Buffer>,
  limits: MountDeps['settings']['limits'],
): Promise<unknown> {
  if (route.body === undefined && !route.gate.strict) return undefined;
  const bytes = await read();
  if (bytes.length === 0) return undefined;
  requireMediaType(ctx, 'json');
  return parseJson(bytes, limits);
}

/** In tests and development, an undeclared answer throws. */
function checkAnswer(route: Route, status: number, data: unknown): void {
  const schema = route.answers[status];
  if (schema === undefined) throw undeclared(route, `answered ${status}`);
  const parsed = schema.safeParse(data);
  if (parsed.success) return;
  const where = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`);
  throw undeclared(route, `answered ${status} with something else at ${where.join(', ')}`);
}

function checkProblem(route: Route, error: unknown): void {
  const { status, code } = problemOf(error);
  if (!declaredProblems(route).includes(code)) throw undeclared(route, `refused with ${status} ${code}`);
}

const READING_A_BODY = ['invalid_json', 'payload_too_large', 'unsupported_media_type'] as const;

/** The codes of every error that a route may answer with, by status. */
export function declaredProblems({ method, body, gate, problems, keyed }: Route): readonly ProblemCode[] {
  const changes = method !== 'get';
  const edge: readonly ProblemCode[] = [
    // Any address may have a query that is not UTF-8.
    'invalid_request',
    'not_acceptable',
    ...(changes ? (['cross_origin'] as const) : []),
    ...(changes && (body !== undefined || gate.strict) ? READING_A_BODY : []),
    ...(keyed ? KEYED_PROBLEMS : []),
    'internal',
    'unavailable',
  ];
  return [...new Set([...gate.problems, ...problems, ...edge])].sort((a, b) => STATUS_OF[a] - STATUS_OF[b]);
}

function undeclared(route: Route, what: string): SafeError {
  return new SafeError(`${route.method} ${route.path} ${what}, which the route does not declare.`);
}
