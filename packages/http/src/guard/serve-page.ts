import type { z } from 'zod';
import { readForm } from '../body/read-form.ts';
import type { HttpDeps } from '../deps.ts';
import { SafeError } from '../logging/safe-error.ts';
import { HttpProblem, type ProblemCode } from '../problem/http-problem.ts';
import { problemOf } from '../problem/problem-of.ts';
import type { HttpContext } from '../request/context.ts';
import { keepAddressSecret, neverStore } from '../security/headers.ts';
import { sameInEveryLanguage } from '../static/assets.ts';
import { issuesOf } from './issues.ts';
import type { Admission, Page } from './page.ts';
import { leadsTo, type PageAnswer } from './page-answer.ts';

type ServeDeps = Pick<HttpDeps, 'settings'>;

/** Answers a request to a page: first as its declaration says, then with its handler. */
export async function servePage(deps: ServeDeps, page: Page, ctx: HttpContext): Promise<void> {
  if (page.addressIsSecret) keepAddressSecret(ctx);
  else if (page.sameForAll === undefined) neverStore(ctx);
  try {
    const answer = page.keepForm === undefined ? await answerOf(deps, page, ctx) : await keepingForm(deps, page, ctx);
    ctx.status = answer.status;
    answer.send(ctx);
    if (page.sameForAll !== undefined) letKeep(ctx, page.sameForAll);
  } catch (error) {
    if (!deps.settings.production) checkProblem(page, error);
    throw error;
  }
}

function letKeep(ctx: HttpContext, { keptMs }: NonNullable<Page['sameForAll']>): void {
  sameInEveryLanguage(ctx);
  if (keptMs !== null) ctx.set('Cache-Control', `public, max-age=${keptMs / 1000}`);
}

/** For a form that nobody should have to fill in twice: it is read first, and stored unless it is accepted. */
async function keepingForm(deps: ServeDeps, page: Page, ctx: HttpContext): Promise<PageAnswer> {
  const read = await formOf(deps, page, ctx).then(
    (form) => ({ form }),
    (error: unknown) => ({ error }),
  );
  if ('error' in read) {
    // What can't be read can't be stored. Still, a stranger is asked to log in before being told what is wrong with it.
    const admission = await admit(page, ctx, undefined);
    if ('elsewhere' in admission) return leadsTo(admission.elsewhere);
    throw read.error;
  }
  const { form } = read;
  const keep = (): void => page.keepForm?.({ ctx, params: paramsOf(page, ctx), form });
  try {
    return await answerOf(deps, page, ctx, { form, keep });
  } catch (error) {
    keep();
    throw error;
  }
}

async function answerOf(
  deps: ServeDeps,
  page: Page,
  ctx: HttpContext,
  read?: { readonly form: unknown; readonly keep: () => void },
): Promise<PageAnswer> {
  const admission = await admit(page, ctx, read?.form);
  if ('elsewhere' in admission) {
    read?.keep();
    return leadsTo(admission.elsewhere);
  }
  const params = paramsOf(page, ctx);
  const query = page.query === undefined ? undefined : parsed(page.query, 'query', ctx.query);
  const form = read === undefined ? await formOf(deps, page, ctx) : read.form;
  const answer = await page.handle({ ctx, who: admission.who, params, query, form });
  if (!deps.settings.production && page.answers[answer.status] === undefined)
    throw undeclared(page, `answered ${answer.status}`);
  return answer;
}

async function admit(page: Page, ctx: HttpContext, form: unknown): Promise<Admission<unknown>> {
  return page.gate.enter(ctx, () => page.comeBack?.({ params: paramsOf(page, ctx), form }) ?? ctx.url);
}

/** @throws HttpProblem 404 for an address that does not exist */
function paramsOf({ params }: Page, ctx: HttpContext): unknown {
  if (params === undefined) return undefined;
  const result = params.safeParse(ctx.params);
  if (!result.success) throw new HttpProblem('not_found');
  return result.data;
}

async function formOf({ settings }: ServeDeps, { form }: Page, ctx: HttpContext): Promise<unknown> {
  if (form === undefined) return undefined;
  return parsed(form, 'body', Object.fromEntries(await readForm(ctx, settings.limits)));
}

function parsed(schema: z.ZodType, part: 'query' | 'body', input: unknown): unknown {
  const result = schema.safeParse(input);
  if (!result.success) throw new HttpProblem('invalid_request', { issues: issuesOf(part, result.error, input) });
  return result.data;
}

const READING_A_FORM = ['invalid_request', 'payload_too_large', 'unsupported_media_type'] as const;

/** The codes of every error page that a page may answer with. */
export function declaredPageProblems({ gate, problems, params, form, method }: Page): readonly ProblemCode[] {
  return [
    ...new Set<ProblemCode>([
      ...gate.problems,
      ...problems,
      ...(params === undefined ? [] : (['not_found'] as const)),
      ...(form === undefined ? [] : READING_A_FORM),
      ...(method === 'post' ? (['cross_origin'] as const) : []),
      'not_acceptable',
      'internal',
      'unavailable',
    ]),
  ];
}

/** In tests and development, an undeclared error page throws. */
function checkProblem(page: Page, error: unknown): void {
  const { status, code } = problemOf(error);
  if (!declaredPageProblems(page).includes(code)) throw undeclared(page, `refused with ${status} ${code}`);
}

function undeclared({ method, path }: Page, what: string): SafeError {
  return new SafeError(`${method} ${path} ${what}, which the page does not declare.`);
}
