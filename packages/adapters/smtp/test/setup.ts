import type { Mail } from '@miomente/booking-domain';
import type { MailSettings } from '@miomente/booking-texts';
import { type SmtpConfig, SmtpMailer, type SmtpMailerDeps } from '../src/index.ts';
import { type SmtpTestServer, USER } from './smtp-test-server.ts';

export const SETTINGS: MailSettings = {
  timeZone: 'Europe/Berlin',
  supportEmail: 'support@example.org',
  datesUrl: 'https://portal.example.org/dates',
  portalUrl: 'https://portal.example.org/dashboard/bookings',
};

export function mailerOn(
  { port }: Pick<SmtpTestServer, 'port'>,
  config: Partial<SmtpConfig> = {},
  deps: Partial<SmtpMailerDeps> = {},
): SmtpMailer {
  return new SmtpMailer({
    config: {
      host: '127.0.0.1',
      port,
      tls: 'if_offered',
      login: null,
      from: { email: 'portal@example.org', name: 'Partner-Portal' },
      timeoutMs: 10_000,
      ...config,
    },
    settings: SETTINGS,
    ...deps,
  });
}

/** Things that must show up nowhere but in the mail of {@link aMail}. */
export const CANARIES: readonly string[] = [
  ...Object.values(USER),
  'kanarienschule',
  'kurse@example.org',
  'Zitronengelb',
  'zitrone@example.org',
  '000987',
  'c0ffee',
  'Vogelkurs',
];

export function aMail(over: Partial<Mail> = {}): Mail {
  const now = Date.parse('2025-03-03T09:00:00Z');
  const link = 'https://portal.example.org/api';
  return {
    messageId: '9b2f6c1e-3d53-4c0d-8f3a-6f1f1d0c2a44',
    bookingId: 17,
    to: { name: 'Kanarienschule', address: 'kurse@example.org' },
    language: 'de',
    content: {
      kind: 'confirmation_request',
      partnerName: 'Kanarienschule',
      orderNumber: '100000987',
      customer: { name: 'Zita Zitronengelb', email: 'zitrone@example.org', phone: '+49 89 000987' },
      course: { name: 'Vogelkurs' },
      eventStart: now + 864_000_000,
      participants: 2,
      price: { tenThousandths: 1_580_000, currency: 'EUR' },
      links: {
        confirmUrl: `${link}/confirm/c0ffee`,
        declineUrl: `${link}/decline/c0ffee`,
        validUntil: now + 86_400_000,
      },
      portalUrl: 'https://portal.example.org/dashboard/bookings/17',
      answerBy: now + 172_800_000,
      waitingSince: now,
      now,
      changes: null,
      confirmation: null,
      decline: null,
    },
    ...over,
  };
}
