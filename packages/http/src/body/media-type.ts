import { HttpProblem } from '../problem/http-problem.ts';
import type { HttpContext } from '../request/context.ts';

/**
 * Refuses a body of any other kind.
 * @throws HttpProblem 415
 */
export function requireMediaType(ctx: Pick<HttpContext, 'get'>, kind: 'json' | 'form'): void {
  const [type = '', ...parameters] = ctx.get('Content-Type').toLowerCase().split(';');
  const charset = parameters.map((p) => /^\s*charset\s*=\s*"?([^"\s]*)"?\s*$/.exec(p)?.[1]).find(Boolean) ?? 'utf-8';
  if (TYPES[kind].test(type.trim()) && ['utf-8', 'utf8'].includes(charset)) return;
  throw new HttpProblem('unsupported_media_type', {
    issues: [{ path: 'headers.content-type', code: kind === 'json' ? 'must_be_json' : 'must_be_form' }],
  });
}

const TYPES = {
  json: /^application\/(?:[\w.-]+\+)?json$/,
  form: /^application\/x-www-form-urlencoded$/,
} as const;
