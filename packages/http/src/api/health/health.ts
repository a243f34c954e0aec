import { paths } from '@miomente/booking-paths';
import { z } from 'zod';
import type { HttpDeps } from '../../deps.ts';
import { open } from '../../guard/gate.ts';
import { type Route, route } from '../../guard/route.ts';
import { HttpProblem } from '../../problem/http-problem.ts';
import { neverStore } from '../../security/headers.ts';

/** Whether the process is alive, and whether it is ready for requests. */
export function healthRoutes(deps: Pick<HttpDeps, 'readiness' | 'liveness'>): readonly Route[] {
  return [
    route({
      method: 'get',
      address: paths.health,
      summary: 'Whether the process is alive',
      description: '503 when only a restart helps. Asks no database. For whoever restarts processes.',
      gate: open,
      problems: ['not_alive'],
      answers: {
        200: z.strictObject({
          alive: z.literal(true).meta({ description: 'Nothing in the process stands still, or there is no answer.' }),
        }),
      },
      handle: async ({ ctx }) => {
        neverStore(ctx);
        const liveness = deps.liveness?.() ?? { alive: true };
        if (!liveness.alive) throw new HttpProblem('not_alive', { detail: liveness.reason });
        return { status: 200, data: { alive: true as const } };
      },
    }),
    route({
      method: 'get',
      address: paths.readiness,
      summary: 'Whether the process may be sent requests',
      description:
        '503 while the database takes no writes, migrations are missing or a scheduler in the process makes ' +
        'no progress; requests may come again once it is 200.',
      gate: open,
      problems: ['not_ready'],
      answers: {
        200: z.strictObject({
          ready: z.literal(true).meta({
            description: 'The database takes writes, migrations are current, and a scheduler in the process gets on.',
          }),
        }),
      },
      handle: async ({ ctx }) => {
        neverStore(ctx);
        const readiness = await deps.readiness();
        if (!readiness.ready) throw new HttpProblem('not_ready', { detail: readiness.reason });
        return { status: 200, data: { ready: true as const } };
      },
    }),
  ];
}
