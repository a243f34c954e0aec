import type { MailReport } from '@miomente/booking-domain';
import { z } from 'zod';
import type { HttpDeps } from '../../deps.ts';
import type { Gate } from '../../guard/gate.ts';
import { type Route, route } from '../../guard/route.ts';
import { HttpProblem } from '../../problem/http-problem.ts';

type MailEventDeps = Pick<HttpDeps, 'readMailEvents' | 'recordMailReport'>;

/** The provider sends its events in batches, which are far larger than what anybody else sends. */
const LARGEST_BATCH_BYTES = 2_000_000;

const REPORTED = z.strictObject({
  reports: z.int().meta({ description: 'Events that say what became of a mail of ours.', examples: [1] }),
  known: z.int().meta({ description: 'Those of them whose mail we know.', examples: [1] }),
});

/** What SendGrid's Event Webhook sends; events of other kinds, and of mails that are not ours, are left alone. */
const EVENTS = z
  .array(
    z.looseObject({
      event: z
        .string()
        .meta({ description: '`delivered`, `deferred`, `bounce`, `blocked`, `dropped`, `spamreport` …' }),
      type: z.string().optional().meta({ description: 'Of a `bounce`: `bounce`, or `blocked` for one that may pass.' }),
      email: z.string().optional().meta({ description: 'The address it happened at.' }),
      timestamp: z.number().optional().meta({ description: 'Seconds since 1970.' }),
      sg_event_id: z.string().optional().meta({ description: 'The same in every repetition of an event.' }),
      message_id: z
        .string()
        .optional()
        .meta({ description: 'From the mail’s `custom_args`: which of our mails it was.' }),
    }),
  )
  .meta({
    examples: [
      [
        {
          event: 'bounce',
          type: 'bounce',
          email: 'kurse@example.org',
          timestamp: 1_767_225_600,
          sg_event_id: 'Ym91bmNlLTEyMw',
          message_id: '9b2f6c1e-3d53-4c0d-8f3a-6f1f1d0c2a44',
        },
      ],
    ],
  });

const EXPECTED =
  'expected X-Twilio-Email-Event-Webhook-Signature and -Timestamp over the body as sent, made with the key of ' +
  'SENDGRID_WEBHOOK_PUBLIC_KEY';

/** Lets in what the mail provider has signed, already read; without a key for it there is no such route. */
function mailProviderGate({ readMailEvents }: MailEventDeps): Gate<readonly MailReport[]> {
  return {
    scheme: 'mail_provider',
    strict: false,
    problems: ['invalid_json', 'unauthenticated', 'not_found', 'payload_too_large', 'unsupported_media_type'],
    enter: async (ctx, body) => {
      if (readMailEvents === undefined) throw new HttpProblem(404, 'not_found');
      const signature = ctx.get('X-Twilio-Email-Event-Webhook-Signature');
      const timestamp = ctx.get('X-Twilio-Email-Event-Webhook-Timestamp');
      // A stranger's body is not even read.
      if (signature === '' || timestamp === '') throw new HttpProblem(401, 'unauthenticated', { expected: EXPECTED });
      const events = readMailEvents({ signature, timestamp, rawBody: await body() });
      if (events.type === 'refused') throw new HttpProblem(401, 'unauthenticated', { expected: EXPECTED });
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
      signedBody: EVENTS,
      bodyBytes: LARGEST_BATCH_BYTES,
      answers: { 200: REPORTED },
      handle: async ({ who: reports }) => {
        let known = 0;
        for (const report of reports) if ((await deps.recordMailReport(report)).known) known += 1;
        return { status: 200, data: { reports: reports.length, known } };
      },
    }),
  ];
}
