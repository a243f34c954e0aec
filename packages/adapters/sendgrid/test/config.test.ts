import 'reflect-metadata/lite';
import { generateKeyPairSync } from 'node:crypto';
import { type Clock, type Mailer, PORTS } from '@miomente/booking-domain';
import { SettableClock } from '@miomente/booking-domain/testing';
import { Container } from 'inversify';
import { describe, expect, test } from 'vitest';
import { sendgridConfig, sendgridModule } from '../src/index.ts';
import { aMail, configOf, SETTINGS, sendGridServer } from './setup.ts';

const server = await sendGridServer();
const LEAST = { SENDGRID_API_KEY: 'SG.abc.def-_1', MAIL_FROM: 'portal@example.org' };

describe('configuration', () => {
  test('key and sender are enough', () => {
    expect(sendgridConfig.parse(LEAST)).toEqual({
      apiKey: 'SG.abc.def-_1',
      baseUrl: 'https://api.sendgrid.com',
      from: { email: 'portal@example.org', name: '' },
      templates: { booking_confirmation: null, booking_reminder: null, booking_declined: null },
      sandbox: false,
      webhookPublicKey: null,
    });
  });

  test('all variables are read', () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    const env = {
      SENDGRID_API_KEY: 'SG.abc',
      SENDGRID_BASE_URL: 'https://api.eu.sendgrid.com/',
      SENDGRID_TEMPLATE_BOOKING_CONFIRMATION: 'd-1',
      SENDGRID_TEMPLATE_BOOKING_REMINDER: 'd-2',
      SENDGRID_TEMPLATE_BOOKING_DECLINED: 'd-3',
      SENDGRID_SANDBOX: 'true',
      SENDGRID_WEBHOOK_PUBLIC_KEY: key,
      MAIL_FROM: 'Miomente Partner-Portal <portal@example.org>',
    };
    expect(sendgridConfig.parse(env)).toEqual({
      apiKey: 'SG.abc',
      baseUrl: 'https://api.eu.sendgrid.com',
      from: { email: 'portal@example.org', name: 'Miomente Partner-Portal' },
      templates: { booking_confirmation: 'd-1', booking_reminder: 'd-2', booking_declined: 'd-3' },
      sandbox: true,
      webhookPublicKey: key,
    });
  });

  test.each([
    ['SENDGRID_API_KEY', undefined, /must be set to an API key/],
    ['SENDGRID_API_KEY', 'abc', /begins with SG\./],
    ['SENDGRID_API_KEY', 'SG.abc\n', /begins with SG\./],
    ['SENDGRID_BASE_URL', 'api.sendgrid.com', /such as https/],
    ['SENDGRID_BASE_URL', 'http://api.sendgrid.com', /such as https/],
    ['SENDGRID_BASE_URL', 'https://user@api.sendgrid.com', /such as https/],
    ['SENDGRID_TEMPLATE_BOOKING_REMINDER', 'reminder', /id of a dynamic template/],
    ['SENDGRID_SANDBOX', 'yes', /one of: true, false/],
    ['SENDGRID_WEBHOOK_PUBLIC_KEY', 'key', /verification key/],
    ['MAIL_FROM', undefined, /must be set to a sender/],
    ['MAIL_FROM', 'portal', /must be a sender/],
    ['MAIL_FROM', 'a@example.org, b@example.org', /must be a sender/],
    ['MAIL_FROM', 'A <portal@example.org', /must be a sender/],
  ])('%s=%j is refused; the message says what it must be and does not repeat it', (variable, value, words) => {
    const issues = sendgridConfig.safeParse({ ...LEAST, [variable]: value }).error?.issues ?? [];
    expect(issues.map(({ path }) => path)).toEqual([[variable]]);
    expect(issues[0]?.message).toMatch(words);
  });

  test.each(['http://localhost:8025', 'http://127.0.0.1:1', 'http://sendgrid'])(
    '%s is on the local network and needs no TLS',
    (url) => {
      expect(sendgridConfig.parse({ ...LEAST, SENDGRID_BASE_URL: url }).baseUrl).toBe(url);
    },
  );

  test('all problems are reported at once', () => {
    const { error } = sendgridConfig.safeParse({ SENDGRID_SANDBOX: 'x' });
    expect(error?.issues.map(({ path }) => path[0])).toEqual(['SENDGRID_API_KEY', 'SENDGRID_SANDBOX', 'MAIL_FROM']);
  });
});

test('the module binds one mailer, and it sends', async () => {
  const container = new Container();
  container.bind<Clock>(PORTS.clock).toConstantValue(new SettableClock());
  await container.load(sendgridModule(configOf(server), SETTINGS));
  const mailer = container.get(PORTS.mailer);
  expect(container.get(PORTS.mailer)).toBe(mailer);
  await container.get<Mailer>(PORTS.mailer).send(aMail());
  expect(server.accepted).toHaveLength(1);
});

describe('delivery#reply-to: which senders are accepted', () => {
  const from = (text: string) => sendgridConfig.parse({ ...LEAST, MAIL_FROM: text }).from;

  test.each([
    [
      '"Miomente Partner-Portal" <portal@example.org>',
      { email: 'portal@example.org', name: 'Miomente Partner-Portal' },
    ],
    ['"Müller, Meier" <portal@example.org>', { email: 'portal@example.org', name: 'Müller, Meier' }],
    ['"" <portal@example.org>', { email: 'portal@example.org', name: '' }],
    ['Portal <info@kochschule-müller.example>', { email: 'info@xn--kochschule-mller-uzb.example', name: 'Portal' }],
    ['\u200bportal@example.org\ufeff', { email: 'portal@example.org', name: '' }],
  ])('%s', (text, expected) => expect(from(text)).toEqual(expected));

  test.each([['mailto:portal@example.org'], ['"Portal <portal@example.org>'], ['Por"tal <portal@example.org>']])(
    'not %s',
    (text) => expect(() => from(text)).toThrow(/must be a sender/),
  );
});
