import type { MailKind } from '@miomente/booking-domain';
import { mailerContract } from '@miomente/booking-domain/testing';
import { mailerOn } from './setup.ts';
import { SmtpTestServer, type TakenMail } from './smtp-test-server.ts';

const header = ({ mail }: TakenMail, name: string) => mail.headers.find(({ key }) => key === name)?.value ?? '';

mailerContract(
  'an SMTP server',
  async () => {
    const server = await SmtpTestServer.open();
    return {
      mailer: mailerOn(server),
      accepted: async () =>
        server.taken.flatMap((taken) =>
          taken.recipients.map((to) => ({
            messageId: /^<(.*)@example\.org>$/.exec(header(taken, 'message-id'))?.[1] ?? '',
            to,
            kind: header(taken, 'x-booking-mail') as MailKind,
          })),
        ),
      failNext: async (kind, { retryAfterMs } = {}) => server.failNext(kind, retryAfterMs),
      reset: async () => server.reset(),
      close: () => server.close(),
    };
  },
  { failures: true },
);
