import type { HttpDeps } from '../deps.ts';
import type { Gate } from '../guard/gate.ts';
import { HttpProblem } from '../problem/http-problem.ts';
import { countRequest } from '../rate-limit/limit-rate.ts';
import type { HttpContext } from '../request/context.ts';
import { neverStore } from '../security/headers.ts';
import type { ManagerSession, PartnerSession, Session } from './session.ts';
import type { Sessions } from './sessions.ts';

type GateDeps = Pick<HttpDeps, 'rateLimiter' | 'log'> & { readonly sessions: Sessions };

const PORTAL = { scheme: 'portal', strict: true, problems: ['unauthenticated', 'forbidden', 'rate_limited'] } as const;

/** Accepts partners; each has a separate limit. */
export function partnerGate(deps: GateDeps): Gate<PartnerSession> {
  return {
    ...PORTAL,
    who: 'partner',
    limit: 'partner',
    caller: ({ partner }) => `partner ${partner.customerNumber}`,
    enter: async (ctx) => {
      const session = await requireSession(deps, ctx);
      if (session.role !== 'partner') throw new HttpProblem('forbidden');
      await countRequest(deps, ctx, 'partner', session.partner.customerNumber);
      return session;
    },
  };
}

/** Accepts managers; each has a separate limit. */
export function managerGate(deps: GateDeps): Gate<ManagerSession> {
  return {
    ...PORTAL,
    who: 'office',
    limit: 'manager',
    caller: ({ address }) => `manager ${address}`,
    enter: async (ctx) => {
      const session = await requireSession(deps, ctx);
      if (session.role !== 'manager') throw new HttpProblem('forbidden');
      await countRequest(deps, ctx, 'manager', session.address);
      return session;
    },
  };
}

async function requireSession({ sessions }: GateDeps, ctx: HttpContext): Promise<Session> {
  neverStore(ctx);
  const session = await sessions.read(ctx);
  if (session !== undefined) return session;
  if (sessions.isUnproven(ctx)) throw new HttpProblem('cross_origin');
  throw new HttpProblem('unauthenticated', { headers: { 'WWW-Authenticate': 'Bearer' } });
}
