import { CUSTOMER_MAIL } from '@miomente/booking-domain/testing';
import { renderMail } from '@miomente/booking-texts';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { aMail, mailerOn, SETTINGS } from './setup.ts';
import { AUTHORITY, SmtpTestServer, type TakenMail, USER } from './smtp-test-server.ts';

const server = await SmtpTestServer.open();
beforeEach(() => server.reset());
afterAll(() => server.close());

async function sent(mail = aMail()): Promise<TakenMail> {
  await mailerOn(server).send(mail);
  const [taken] = server.taken.slice(-1);
  if (taken === undefined) throw new Error('The server took no mail.');
  return taken;
}

describe('a mail through an SMTP server', () => {
  test('contains the rendered texts, and goes from MAIL_FROM to its one recipient', async () => {
    const { subject, text, html } = renderMail(aMail(), SETTINGS);
    const { mail, sender, recipients } = await sent();
    expect(mail).toMatchObject({ subject, from: { name: 'Partner-Portal', address: 'portal@example.org' } });
    expect(mail.to).toEqual([{ name: 'Kanarienschule', address: 'kurse@example.org' }]);
    expect([mail.text?.trimEnd(), mail.html?.trimEnd()]).toEqual([text.trimEnd(), html.trimEnd()]);
    expect([sender, recipients]).toEqual(['portal@example.org', ['kurse@example.org']]);
  });

  test('booking#customer-informed: a customer’s mail is from the marketplace, at the same address', async () => {
    const { mail, sender } = await sent(aMail({ content: CUSTOMER_MAIL }));
    expect([mail.from, sender]).toEqual([{ name: 'Miomente', address: 'portal@example.org' }, 'portal@example.org']);
  });

  test('replies#address: replies to a mail about a booking go to the booking', async () => {
    const { mail } = await sent(aMail({ replyTo: 'b7-0123@answers.example.org' }));
    expect(mail.replyTo).toEqual([{ name: '', address: 'b7-0123@answers.example.org' }]);
  });

  test('delivery#reply-to: replies go to SUPPORT_EMAIL, and automatic responders are told not to answer', async () => {
    const { mail } = await sent();
    expect(mail.replyTo).toEqual([{ name: '', address: SETTINGS.supportEmail }]);
    expect(mail.headers).toContainEqual(expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }));
  });

  test('delivery#at-least-once: every attempt has the same Message-ID', async () => {
    const ids = [await sent(), await sent()].map(({ mail }) => mail.messageId);
    expect(ids).toEqual(Array(2).fill('<9b2f6c1e-3d53-4c0d-8f3a-6f1f1d0c2a44@example.org>'));
  });

  test('links#one-address: a domain with an umlaut is sent in its ASCII form', async () => {
    const { raw } = await sent(aMail({ to: { name: 'K', address: 'info@kochschule-müller.example' } }));
    expect(raw).toMatch(/^To: .*info@xn--kochschule-mller-uzb\.example/m);
  });

  test("returns the server's queue id", async () => {
    expect(await mailerOn(server).send(aMail())).toEqual({ providerId: 'Q1' });
  });
});

describe('running#smtp: encryption', () => {
  test.each([
    ['from the start', { secure: true }, 'from_the_start'],
    ['with STARTTLS', { startTls: true }, 'required'],
  ] as const)('%s, with a login, and only when the certificate is trusted', async (_, options, tls) => {
    const encrypted = await SmtpTestServer.open({ ...options, login: true });
    const config = { host: 'localhost', tls, login: USER };
    await expect(mailerOn(encrypted, config).send(aMail())).rejects.toMatchObject({
      name: 'TransientFailure',
      message: expect.stringMatching(/certificate/),
    });
    expect(encrypted.taken).toEqual([]);
    await mailerOn(encrypted, config, { trusted: AUTHORITY }).send(aMail());
    expect(encrypted.taken[0]?.session).toMatchObject({ secure: true, user: USER.user });
    await encrypted.close();
  });

  test('sends nothing to a server without TLS when TLS is required', async () => {
    await expect(mailerOn(server, { tls: 'required' }).send(aMail())).rejects.toMatchObject({
      name: 'TransientFailure',
      nothingDone: true,
    });
    expect(server.taken).toEqual([]);
  });
});
