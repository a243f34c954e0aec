import type { RateBucket, RateStanding } from '@miomente/booking-domain';
import type { HttpDeps } from '../deps.ts';
import { failureLine } from '../logging/failure-line.ts';
import { HttpProblem } from '../problem/http-problem.ts';
import type { HttpContext } from '../request/context.ts';
import { clientOf } from './client-network.ts';

/**
 * Counts a request in its bucket and writes the remaining number into the answer.
 * @param key whose request it is: a customer number, a manager's address
 * @throws HttpProblem 429 when the limit is exceeded; when the counter fails, the request is allowed
 */
export async function countRequest(
  deps: Pick<HttpDeps, 'rateLimiter' | 'log'>,
  ctx: HttpContext,
  bucket: RateBucket,
  key: string,
): Promise<void> {
  const standing = await consume(deps, ctx, bucket, key);
  if (standing === undefined) return;
  const reset = String(Math.ceil(standing.resetMs / 1000));
  ctx.set({
    'RateLimit-Limit': String(standing.limit),
    'RateLimit-Remaining': String(standing.remaining),
    'RateLimit-Reset': reset,
  });
  if (!standing.allowed) throw new HttpProblem('rate_limited', { headers: { 'Retry-After': reset } });
}

/** The same for an anonymous visitor, by client address. */
export function countVisitor(
  deps: Pick<HttpDeps, 'rateLimiter' | 'log'>,
  ctx: HttpContext,
  bucket: Extract<RateBucket, 'link' | 'link_page' | 'login'>,
): Promise<void> {
  return countRequest(deps, ctx, bucket, clientOf(ctx));
}

async function consume(
  deps: Pick<HttpDeps, 'rateLimiter' | 'log'>,
  ctx: HttpContext,
  bucket: RateBucket,
  key: string,
): Promise<RateStanding | undefined> {
  try {
    return await deps.rateLimiter.consume(bucket, key);
  } catch (error) {
    deps.log.failure(failureLine(ctx, error));
    return undefined;
  }
}
