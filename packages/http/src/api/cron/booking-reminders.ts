import { paths } from '@miomente/booking-paths';
import { z } from 'zod';
import type { HttpDeps } from '../../deps.ts';
import type { Gate } from '../../guard/gate.ts';
import { type Route, route } from '../../guard/route.ts';
import { requireSecret } from '../../security/require-secret.ts';

const SWEEP_JSON = z.strictObject({
  firstReminders: z.int().meta({ description: 'Bookings reminded for the first time.', examples: [3] }),
  secondReminders: z.int().meta({ description: 'Bookings reminded for the second time.', examples: [1] }),
  escalations: z.int().meta({ description: 'Bookings for which a ticket is opened, for a call.', examples: [1] }),
  failed: z
    .int()
    .meta({ description: 'Bookings that could not be changed; the next sweep tries again.', examples: [0] }),
});

/** Accepts requests with the secret. Without a configured secret the route answers 404. */
function cronGate({ settings: { cronSecret } }: Pick<HttpDeps, 'settings'>): Gate<undefined> {
  return {
    scheme: 'cron',
    who: 'outside scheduler, by secret',
    limit: null,
    strict: false,
    problems: ['unauthenticated', 'not_found'],
    enter: async (ctx) => requireSecret(ctx, 'BOOKING_REMINDER_CRON_SECRET', cronSecret),
  };
}

/** Runs one sweep for an external scheduler. Any number may run at once. */
export function bookingReminderRoutes(deps: Pick<HttpDeps, 'settings' | 'sweepReminders'>): readonly Route[] {
  return [
    route({
      method: 'post',
      address: paths.api.reminders,
      summary: 'Sends the reminders that are due',
      description:
        'One sweep; the scheduler does the same every few minutes. Any number may run at once: each step is ' +
        'taken once. What fails is counted in `failed` and tried by the next sweep. Without a configured ' +
        'secret there is no such address: 404.',
      gate: cronGate(deps),
      answers: { 200: SWEEP_JSON },
      handle: async () => {
        const { firstReminders, secondReminders, escalations, failed } = await deps.sweepReminders();
        const data = { firstReminders, secondReminders, escalations, failed };
        return { status: 200, data };
      },
    }),
  ];
}
