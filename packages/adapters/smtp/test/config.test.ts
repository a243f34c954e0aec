import 'reflect-metadata/lite';
import { type Mailer, PORTS } from '@miomente/booking-domain';
import { Container } from 'inversify';
import { describe, expect, test } from 'vitest';
import { smtpConfig, smtpModule } from '../src/index.ts';
import { aMail, SETTINGS } from './setup.ts';
import { SmtpTestServer } from './smtp-test-server.ts';

const LEAST = { SMTP_URL: 'smtps://mail.example.org', MAIL_FROM: 'portal@example.org' };

describe('running#smtp: configuration', () => {
  test('address and sender are enough', () => {
    expect(smtpConfig.parse(LEAST)).toEqual({
      host: 'mail.example.org',
      port: 465,
      tls: 'from_the_start',
      login: null,
      from: { email: 'portal@example.org', name: '' },
      timeoutMs: 20_000,
    });
  });

  test.each([
    [
      'smtp://a%40b.example:p%2Fw%3A@mail.example.org',
      { port: 587, tls: 'required', login: { user: 'a@b.example', password: 'p/w:' } },
    ],
    ['smtp://mail.example.org:2525/', { port: 2525, tls: 'required', login: null }],
    ['smtp://localhost:1025', { host: 'localhost', port: 1025, tls: 'if_offered' }],
    ['smtp://[::1]:1025', { host: '::1', tls: 'if_offered' }],
    ['smtp://mail', { host: 'mail', tls: 'if_offered' }],
  ])('%s', (SMTP_URL, expected) => expect(smtpConfig.parse({ ...LEAST, SMTP_URL })).toMatchObject(expected));

  test.each([
    ['SMTP_URL', undefined, /must be set to the mail server/],
    ['SMTP_URL', 'mail.example.org', /such as smtps/],
    ['SMTP_URL', 'https://mail.example.org', /such as smtps/],
    ['SMTP_URL', 'smtps://user@mail.example.org', /such as smtps/],
    ['SMTP_URL', 'smtps://user:%E0%A4@mail.example.org', /such as smtps/],
    ['SMTP_URL', 'smtps://mail.example.org/box', /such as smtps/],
    ['SMTP_TIMEOUT_SECONDS', '0', /from 1 to 40/],
    ['SMTP_TIMEOUT_SECONDS', 'soon', /from 1 to 40/],
    ['MAIL_FROM', undefined, /must be set to a sender/],
    ['MAIL_FROM', 'portal', /must be a sender/],
  ])('%s=%j is refused; the message says what it must be and does not repeat it', (variable, value, words) => {
    const issues = smtpConfig.safeParse({ ...LEAST, [variable]: value }).error?.issues ?? [];
    expect(issues.map(({ path }) => path)).toEqual([[variable]]);
    expect(issues[0]?.message).toMatch(words);
    if (value !== undefined) expect(issues[0]?.message).not.toContain(`${value} `);
  });
});

test('the module binds one mailer, and it sends', async () => {
  const server = await SmtpTestServer.open();
  const container = new Container();
  const config = smtpConfig.parse({ ...LEAST, SMTP_URL: `smtp://127.0.0.1:${server.port}` });
  await container.load(smtpModule(config, SETTINGS));
  const mailer = container.get<Mailer>(PORTS.mailer);
  expect(container.get(PORTS.mailer)).toBe(mailer);
  await mailer.send(aMail());
  expect(server.taken).toHaveLength(1);
  await server.close();
});
