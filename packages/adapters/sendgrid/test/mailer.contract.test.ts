import type { Mailer, MailKind } from '@miomente/booking-domain';
import { type MailerHarness, mailerContract } from '@miomente/booking-domain/testing';
import type { SendGridConfig } from '../src/index.ts';
import { SendGridServer } from './sendgrid-server.ts';
import { mailerOn, NO_TEMPLATES, withTemplates } from './setup.ts';

async function open(
  templates: (server: SendGridServer) => Promise<SendGridConfig['templates']>,
): Promise<MailerHarness> {
  const server = await SendGridServer.open();
  let current: Mailer = mailerOn(server);
  return {
    mailer: { send: (mail) => current.send(mail) },
    accepted: async () =>
      server.accepted.flatMap(({ personalizations }) =>
        personalizations.flatMap(({ to, custom_args: args = {} }) =>
          to.map(({ email }) => ({
            messageId: args['message_id'] ?? '',
            to: email,
            kind: args['mail_kind'] as MailKind,
          })),
        ),
      ),
    failNext: async (kind, { retryAfterMs } = {}) => {
      if (kind === 'lost_answer') return server.failNext({ type: 'cut' });
      const quoted = { message: 'kurse@example.org of Kochschule Muster: https://example.org/c0ffee', field: null };
      const body = { errors: [quoted] };
      if (kind === 'permanent') return server.failNext({ type: 'answer', status: 400, body });
      if (retryAfterMs === undefined) return server.failNext({ type: 'answer', status: 503, body });
      const headers = { 'Retry-After': String(retryAfterMs / 1000) };
      server.failNext({ type: 'answer', status: 429, headers, body });
    },
    reset: async () => {
      server.reset();
      current = mailerOn(server, { config: { templates: await templates(server) } });
    },
    close: () => server.close(),
  };
}

mailerContract('SendGrid, mails rendered here', () => open(async () => NO_TEMPLATES), { failures: true });
mailerContract("SendGrid, mails through SendGrid's templates", () => open(withTemplates), { failures: true });
