import { paths } from '@miomente/booking-paths';
import { z } from 'zod';
import type { HttpDeps } from '../../deps.ts';
import type { Gate } from '../../guard/gate.ts';
import { type Route, route } from '../../guard/route.ts';
import { HttpProblem } from '../../problem/http-problem.ts';
import { BASIC_CHALLENGE, basicPassword } from '../../security/basic.ts';
import { sameSecret } from '../../security/keys.ts';
import { INBOUND_MAIL_VERDICTS, type InboundMailReceiver, type InboundMailVerdict } from './inbound-mail-receiver.ts';

type InboundMailDeps = Pick<HttpDeps, 'inboundMail' | 'takeReply' | 'countInboundMail'>;

const FORM = z
  .object({
    headers: z.string().optional().meta({ description: 'The mail’s headers, unless it is posted raw.' }),
    text: z.string().optional().meta({ description: 'Its text, in the charset that `charsets` names.' }),
    html: z.string().optional().meta({ description: 'Its text in HTML; read when there is no other.' }),
    envelope: z.string().optional().meta({ description: 'JSON: `{"to": […], "from": "…"}` of the SMTP envelope.' }),
    charsets: z.string().optional().meta({ description: 'JSON: the charset of each text field.' }),
    SPF: z.string().optional().meta({ description: 'Whether the server may send for the envelope’s domain.' }),
    dkim: z.string().optional().meta({ description: 'What the mail’s signatures are worth, by domain.' }),
    email: z.string().optional().meta({ description: 'The whole mail, where it is posted raw.' }),
  })
  .meta({ examples: [{ headers: 'From: kurse@example.org', text: 'Ja, gern.', envelope: '{"to": [], "from": ""}' }] });

/** Accepts the password, with any user name. Without a domain for answers, the route answers 404. */
function inboundMailGate(receiver: InboundMailReceiver | null): Gate<InboundMailReceiver> {
  return {
    scheme: 'inbound_mail',
    who: 'SendGrid’s Inbound Parse, by password',
    limit: null,
    strict: false,
    problems: ['unauthenticated', 'not_found'],
    enter: async (ctx) => {
      if (receiver === null) throw new HttpProblem('not_found');
      const password = basicPassword(ctx);
      // The body of an unknown sender is not even read.
      if (password !== undefined && sameSecret(password, receiver.secret)) return receiver;
      throw new HttpProblem('unauthenticated', {
        headers: { 'WWW-Authenticate': BASIC_CHALLENGE },
        expected: 'expected basic authentication with INBOUND_MAIL_SECRET as the password',
      });
    },
  };
}

/** Takes answers to mails (replies#webhook). */
export function inboundMailRoutes(deps: InboundMailDeps): readonly Route[] {
  return [
    route({
      method: 'post',
      address: paths.api.inboundMail,
      summary: 'Hands in a mail that somebody sent to an address of ours',
      description:
        'What a partner answers to a mail about a booking becomes a note; it answers nothing. Every mail is ' +
        'acknowledged with 200 and what became of it, so that none is sent again for its content; a mail handed in ' +
        'again is `repeated`. Attachments are not kept. At most 30 MB. Repeat after 503 or no answer.',
      gate: inboundMailGate(deps.inboundMail),
      multipart: FORM,
      answers: {
        200: z.strictObject({
          verdict: z
            .enum(INBOUND_MAIL_VERDICTS)
            .meta({ description: 'What became of it: only `taken` changed anything.', examples: ['taken'] }),
        }),
      },
      handle: async ({ ctx, who: receiver }) => {
        const mail = await receiver.read(ctx.req);
        const verdict: InboundMailVerdict = typeof mail === 'string' ? mail : await deps.takeReply(mail);
        deps.countInboundMail(verdict);
        return { status: 200, data: { verdict } };
      },
    }),
  ];
}
