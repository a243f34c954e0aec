import type { MailReport } from '@miomente/booking-domain';
import { z } from 'zod';
import type { HttpDeps } from '../../deps.ts';
import type { Gate } from '../../guard/gate.ts';
import { type Route, route } from '../../guard/route.ts';
import { HttpProblem } from '../../problem/http-problem.ts';

type MailEventDeps = Pick<HttpDeps, 'readMailEvents' | 'recordMailReport'>;

/** The provider sends its events in batches, which are far larger than what anybody else sends. */
const LARGEST_BATCH_BYTES = 2_000_000;

/** Lets in what the mail provider has signed, already read; without a key for it there is no such route. */
function mailProviderGate({ readMailEvents }: MailEventDeps): Gate<readonly MailReport[]> {
  return {
    scheme: 'mail_provider',
    strict: false,
    problems: [400, 401, 403, 404, 413, 415],
    enter: async (ctx, body) => {
      if (readMailEvents === undefined) throw new HttpProblem(404, 'not_found');
      const signature = ctx.get('X-Twilio-Email-Event-Webhook-Signature');
      const timestamp = ctx.get('X-Twilio-Email-Event-Webhook-Timestamp');
      // A stranger's body is not even read.
      if (signature === '' || timestamp === '') throw new HttpProblem(401, 'unauthenticated');
      const events = readMailEvents({ signature, timestamp, rawBody: await body() });
      if (events.type === 'refused') throw new HttpProblem(401, 'unauthenticated');
      if (events.type === 'unreadable') throw new HttpProblem(400, 'invalid_json');
      return events.reports;
    },
  };
}

/**
 * Takes the mail provider's reports of what became of mails. Acknowledged only when each is kept;
 * the provider repeats what was not, and what is known already changes nothing.
 */
export function mailEventRoutes(deps: MailEventDeps): readonly Route[] {
  return [
    route({
      method: 'post',
      path: '/api/webhooks/sendgrid',
      summary: 'Reports what became of mails',
      gate: mailProviderGate(deps),
      bodyBytes: LARGEST_BATCH_BYTES,
      answers: { 200: z.strictObject({ reports: z.int(), known: z.int() }) },
      handle: async ({ who: reports }) => {
        let known = 0;
        for (const report of reports) if ((await deps.recordMailReport(report)).known) known += 1;
        return { status: 200, data: { reports: reports.length, known } };
      },
    }),
  ];
}
