import type { RateBucket, RateStanding } from '@miomente/booking-domain';
import type { HttpDeps } from '../deps.ts';
import { failureLine } from '../logging/failure-line.ts';
import { HttpProblem } from '../problem/http-problem.ts';
import type { HttpContext } from '../request/context.ts';
import { clientNetwork } from './client-network.ts';

/**
 * Counts a request in its bucket and says in the answer how many are left.
 * @param key whom it counts for: a customer number, a manager's address, or `ctx.ip` for visitors without a name
 * @throws HttpProblem 429 when it is one too many; when the counter fails, the request passes
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
  if (!standing.allowed) throw new HttpProblem(429, 'rate_limited', { headers: { 'Retry-After': reset } });
}

async function consume(
  deps: Pick<HttpDeps, 'rateLimiter' | 'log'>,
  ctx: HttpContext,
  bucket: RateBucket,
  key: string,
): Promise<RateStanding | undefined> {
  try {
    return await deps.rateLimiter.consume(bucket, isOfStrangers(bucket) ? clientNetwork(key) : key);
  } catch (error) {
    deps.log.failure(failureLine(ctx, error));
    return undefined;
  }
}

function isOfStrangers(bucket: RateBucket): boolean {
  return bucket === 'link' || bucket === 'login';
}
