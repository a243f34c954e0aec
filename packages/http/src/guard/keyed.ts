import { createHash } from 'node:crypto';
import type { KeptAnswer, KeptAnswers, KeyedRequest } from '@miomente/booking-domain';
import { HttpProblem, type ProblemCode } from '../problem/http-problem.ts';
import { problemBody } from '../problem/problem-body.ts';
import { problemOf } from '../problem/problem-of.ts';
import type { HttpContext } from '../request/context.ts';

/** The header that names a request, so that its repetition gets the same answer (api#idempotency-key). */
export const IDEMPOTENCY_KEY = 'Idempotency-Key';
/** The longest key. */
export const MAX_KEY_LENGTH = 255;
const KEY = new RegExp(`^[\\x21-\\x7e]{1,${MAX_KEY_LENGTH}}$`);

/** The refusals that a key brings about. */
export const KEYED_PROBLEMS = ['key_reused', 'request_at_work'] as const satisfies readonly ProblemCode[];

/**
 * How long nobody else begins a request that is at work. What it wrote is kept with its changes, so one that takes longer
 * changes nothing twice.
 */
const HELD_MS = 15_000;
/** A request is mostly over within a second; somebody who repeats it earlier would only be told to wait again. */
const TRY_AGAIN_SECONDS = '1';

/**
 * The key of a request; undefined without one.
 * @throws HttpProblem 400 when it is not 1 to 255 visible ASCII characters
 */
export function keyOf(ctx: Pick<HttpContext, 'headers'>): string | undefined {
  const given = ctx.headers['idempotency-key'];
  if (given === undefined) return undefined;
  if (typeof given === 'string' && KEY.test(given)) return given;
  const expected = `1 to ${MAX_KEY_LENGTH} visible ASCII characters`;
  throw new HttpProblem('invalid_request', {
    issues: [{ path: 'headers.idempotency-key', code: 'malformed', expected }],
  });
}

/** A request with a key. */
export interface Keyed {
  /** Whose key it is; another's of the same text is another key. */
  readonly caller: string;
  readonly key: string;
  readonly body: Buffer;
}

/**
 * Answers a request that has a key: does it, or gives the answer that it got before, character for character. Only
 * answers are kept, refusals among them: after a failure of ours a repetition tries again.
 * @param act does it; an earlier try may have written some of it
 */
export async function serveKeyed(
  keptAnswers: KeptAnswers,
  ctx: HttpContext,
  { caller, key, body }: Keyed,
  act: (request: KeyedRequest) => Promise<KeptAnswer>,
): Promise<void> {
  const asked = digest(`${ctx.method} ${ctx.originalUrl}\n`, body);
  const begun = await keptAnswers.begin(digest(JSON.stringify([caller, key])), asked, HELD_MS);
  if (begun.type === 'answered') return sendKept(ctx, begun.answer);
  if (begun.type === 'other_request')
    throw new HttpProblem('key_reused', { issues: [{ path: 'headers.idempotency-key', code: 'used_before' }] });
  if (begun.type === 'at_work')
    throw new HttpProblem('request_at_work', { headers: { 'Retry-After': TRY_AGAIN_SECONDS } });
  try {
    const answer = await act(begun.request).catch((error: unknown) => refusalOf(ctx, error));
    sendKept(ctx, await keptAnswers.keep(begun.request, answer));
  } catch (error) {
    // If it can't be released now, its time ends by itself.
    await keptAnswers.release(begun.request).catch(() => undefined);
    throw error;
  }
}

/** @throws what is no answer, but a failure of ours */
function refusalOf(ctx: HttpContext, error: unknown): KeptAnswer {
  const problem = problemOf(error);
  if (problem.status >= 500) throw error;
  return { status: problem.status, body: JSON.stringify(problemBody(ctx, problem)) };
}

function sendKept(ctx: HttpContext, { status, body }: KeptAnswer): void {
  ctx.status = status;
  ctx.type = 'json';
  ctx.body = body;
  if (status >= 400) ctx.state.errorCode = (JSON.parse(body) as { error: { code: ProblemCode } }).error.code;
}

function digest(...parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}
