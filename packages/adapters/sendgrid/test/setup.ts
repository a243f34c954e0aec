import type { Clock, Mail } from '@miomente/booking-domain';
import { SettableClock } from '@miomente/booking-domain/testing';
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

/** A server for the tests of one file, empty before each. */
export async function sendGridServer(): Promise<SendGridServer> {
  const server = await SendGridServer.open();
  beforeEach(() => server.reset());
  afterAll(() => server.close());
  return server;
}

/** Puts all templates there. */
export async function withTemplates(server: SendGridServer): Promise<SendGridConfig['templates']> {
  const pushed = await pushTemplates({ apiKey: API_KEY, baseUrl: server.url });
  return { ...NO_TEMPLATES, ...Object.fromEntries(pushed.map(({ name, id }) => [name, id])) };
}

/** A mail of a kind, full of things that must show up nowhere but in it. */
export const CANARIES: readonly string[] = [
  API_KEY,
  'canary-key',
  'kanarienschule',
  'Kanarienschule',
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
    messageId: 'm-1',
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
