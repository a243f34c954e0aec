import { HttpProblem } from '../problem/http-problem.ts';
import type { AppMiddleware, HttpContext } from './context.ts';

/** For what no route took: 405 where the address exists for other methods, else 404. */
export function refuseUnrouted(): AppMiddleware {
  return async (context) => {
    const { matched, method } = context as HttpContext;
    const allowed = [...new Set((matched ?? []).flatMap((layer) => layer.methods))];
    if (allowed.length === 0) throw new HttpProblem('not_found');
    const Allow = allowed.join(', ');
    if (method !== 'OPTIONS') throw new HttpProblem('method_not_allowed', { headers: { Allow } });
    context.status = 204;
    context.set({ Allow });
  };
}
