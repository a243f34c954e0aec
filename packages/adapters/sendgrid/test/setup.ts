import type { Clock, Mail } from '@miomente/booking-domain';
import { aCanaryMail, MAIL_CANARIES, SettableClock } from '@miomente/booking-domain/testing';
import type { MailSettings } from '@miomente/booking-texts';
import { afterAll, beforeEach } from 'vitest';
import { pushTemplates, type SendGridConfig, SendGridMailer } from '../src/index.ts';
import { API_KEY, SendGridServer } from './sendgrid-server.ts';

export const SETTINGS: MailSettings = {
  timeZone: 'Europe/Berlin',
  supportEmail: 'support@example.org',
  datesUrl: 'https://portal.example.org/dates',
  portalUrl: 'https://portal.example.org/dashboard/bookings',
};

export const NO_TEMPLATES: SendGridConfig['templates'] = {
  booking_confirmation: null,
  booking_reminder: null,
  booking_declined: null,
};

export function configOf(server: SendGridServer, over: Partial<SendGridConfig> = {}): SendGridConfig {
  return {
    apiKey: API_KEY,
    baseUrl: server.url,
    from: { email: 'portal@example.org', name: 'Partner-Portal' },
    templates: NO_TEMPLATES,
    sandbox: false,
    webhookPublicKey: null,
    ...over,
  };
}

interface MailerOptions {
  readonly config?: Partial<SendGridConfig>;
  readonly clock?: Clock;
  readonly timeoutMs?: number;
}

export function mailerOn(server: SendGridServer, { config, clock, timeoutMs }: MailerOptions = {}): SendGridMailer {
  return new SendGridMailer({
    config: configOf(server, config),
    settings: SETTINGS,
    clock: clock ?? new SettableClock(),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
}

/** A server for the tests of one file, emptied before each test. */
export async function sendGridServer(): Promise<SendGridServer> {
  const server = await SendGridServer.open();
  beforeEach(() => server.reset());
  afterAll(() => server.close());
  return server;
}

/** Creates all templates at the server. */
export async function withTemplates(server: SendGridServer): Promise<SendGridConfig['templates']> {
  const pushed = await pushTemplates({ apiKey: API_KEY, baseUrl: server.url });
  return { ...NO_TEMPLATES, ...Object.fromEntries(pushed.map(({ name, id }) => [name, id])) };
}

/** Texts that may only appear in the mail of {@link aMail}. */
export const CANARIES: readonly string[] = [API_KEY, 'canary-key', ...MAIL_CANARIES];

export const aMail = (over: Partial<Mail> = {}): Mail => aCanaryMail({ messageId: 'm-1', ...over });
