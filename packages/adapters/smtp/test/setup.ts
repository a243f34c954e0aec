import { aCanaryMail, MAIL_CANARIES } from '@miomente/booking-domain/testing';
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

/** Texts that may only appear in the mail of {@link aMail}. */
export const CANARIES: readonly string[] = [...Object.values(USER), ...MAIL_CANARIES];

export const aMail: typeof aCanaryMail = aCanaryMail;
