import type { MailReport } from '@miomente/booking-domain';
import { address, paths } from '@miomente/booking-paths';
import { z } from 'zod';
import type { HttpDeps } from '../../deps.ts';
import type { Gate } from '../../guard/gate.ts';
import { type Route, route } from '../../guard/route.ts';
import { HttpProblem } from '../../problem/http-problem.ts';
import type { MailReportReceiver } from './mail-report-receiver.ts';

type MailReportDeps = Pick<HttpDeps, 'mailReports' | 'recordMailReport'>;

/** Providers send reports in batches, which are much larger than other bodies. */
const MAX_BATCH_BYTES = 2_000_000;

const REPORTED = z.strictObject({
  reports: z.int().meta({ description: 'Events that say what became of a mail of ours.', examples: [1] }),
  known: z.int().meta({ description: 'Those of them whose mail we know.', examples: [1] }),
});

/** Accepts what the mail provider has signed, already parsed. Without a key for it, the route answers 404. */
function mailProviderGate({
  provider,
  read,
  signature,
  signedWith,
  expected,
}: MailReportReceiver): Gate<readonly MailReport[]> {
  const refused = () => new HttpProblem('unauthenticated', { expected: `expected ${expected}` });
  return {
    scheme: 'mail_provider',
    who: 'mail provider, by signature',
    limit: null,
    signature: { name: `${provider}Signature`, header: signature, signedWith },
    strict: false,
    problems: ['invalid_json', 'unauthenticated', 'not_found', 'payload_too_large', 'unsupported_media_type'],
    enter: async (ctx, body) => {
      if (read === null) throw new HttpProblem('not_found');
      // The body of an unknown sender is not even read.
      if ([signature, ...signedWith].some(({ name }) => ctx.get(name) === '')) throw refused();
      const events = read({ header: (name) => ctx.get(name), rawBody: await body() });
      if (events.type === 'refused') throw refused();
      if (events.type === 'unreadable') throw new HttpProblem('invalid_json');
      return events.reports;
    },
  };
}

/**
 * Receives mail providers' delivery reports. It acknowledges them only when all are stored; a provider repeats the
 * others, and repeated reports change nothing.
 */
export function mailEventRoutes({ mailReports, recordMailReport }: MailReportDeps): readonly Route[] {
  return mailReports.map((receiver) =>
    route({
      method: 'post',
      address: address(paths.api.mailEvents.at({ provider: receiver.provider })),
      summary: 'Reports what became of mails',
      description:
        'Acknowledged only when every report is kept; send the whole batch again otherwise. What is known ' +
        'already changes nothing. A hard bounce marks the address, and its pending bookings are phoned.',
      gate: mailProviderGate(receiver),
      signedBody: receiver.body,
      bodyBytes: MAX_BATCH_BYTES,
      answers: { 200: REPORTED },
      handle: async ({ who: reports }) => {
        let known = 0;
        for (const report of reports) if ((await recordMailReport(report)).known) known += 1;
        return { status: 200, data: { reports: reports.length, known } };
      },
    }),
  );
}
