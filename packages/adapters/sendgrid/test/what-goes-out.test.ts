import { bookingsIn } from '@miomente/booking-domain';
import { CUSTOMER_MAIL } from '@miomente/booking-domain/testing';
import { renderMail, templateData } from '@miomente/booking-texts';
import { describe, expect, test } from 'vitest';
import type { AcceptedSend } from './mail-send-rules.ts';
import { aMail, CANARIES, mailerOn, SETTINGS, sendGridServer, withTemplates } from './setup.ts';

const server = await sendGridServer();

async function sent(mail = aMail(), options: Parameters<typeof mailerOn>[1] = {}): Promise<AcceptedSend> {
  await mailerOn(server, options).send(mail);
  const [taken] = server.accepted.slice(-1);
  if (taken === undefined) throw new Error('The server took no mail.');
  return taken;
}

describe('a mail through SendGrid', () => {
  test('contains the rendered texts, text before HTML, and goes from MAIL_FROM to its one recipient', async () => {
    const { subject, text, html } = renderMail(aMail(), SETTINGS);
    const mail = await sent();
    expect(mail).toMatchObject({ subject, from: { email: 'portal@example.org', name: 'Partner-Portal' } });
    expect(mail.content).toEqual([
      { type: 'text/plain', value: text },
      { type: 'text/html', value: html },
    ]);
    expect(mail.personalizations.map(({ to }) => to)).toEqual([
      [{ email: 'kurse@example.org', name: 'Kanarienschule' }],
    ]);
  });

  test('booking#customer-informed: a customer’s mail is from the marketplace, at the same address', async () => {
    expect((await sent(aMail({ content: CUSTOMER_MAIL }))).from).toEqual({
      email: 'portal@example.org',
      name: 'Miomente',
    });
  });

  test('delivery#reply-to: replies go to SUPPORT_EMAIL, also with a SendGrid template', async () => {
    const templates = await withTemplates(server);
    for (const mail of [await sent(), await sent(aMail(), { config: { templates } })])
      expect(mail.reply_to).toEqual({ email: SETTINGS.supportEmail });
  });

  test('replies#address: replies to a mail about a booking go to the booking', async () => {
    const templates = await withTemplates(server);
    const booking = aMail({ replyTo: 'b7-0123@answers.example.org' });
    for (const mail of [await sent(booking), await sent(booking, { config: { templates } })])
      expect(mail.reply_to).toEqual({ email: 'b7-0123@answers.example.org' });
  });

  test('delivery#reply-to: automatic responders are told not to answer', async () => {
    const templates = await withTemplates(server);
    for (const mail of [await sent(), await sent(aMail(), { config: { templates } })])
      expect(mail.personalizations[0]?.headers).toEqual({ 'Auto-Submitted': 'auto-generated' });
  });

  test('links#one-address: a domain with an umlaut is sent in its ASCII form', async () => {
    const to = { name: 'Kochschule', address: 'info@kochschule-müller.example' };
    const mail = await sent({ ...aMail(), to });
    expect(mail.personalizations[0]?.to[0]?.email).toBe('info@xn--kochschule-mller-uzb.example');
  });

  test('links#private-pages: click tracking is off, so links stay on our host', async () => {
    expect((await sent()).tracking_settings).toEqual({
      click_tracking: { enable: false, enable_text: false },
      open_tracking: { enable: false },
      subscription_tracking: { enable: false },
      ganalytics: { enable: false },
    });
  });

  test('carries ids and kind for the reports, as strings, and nothing about a person', async () => {
    const mail = await sent();
    expect(mail.personalizations[0]?.custom_args).toEqual({
      message_id: 'm-1',
      mail_kind: 'confirmation_request',
      booking_id: '17',
    });
    expect(mail.categories).toEqual(['booking_confirmation', 'confirmation_request']);
    const kept = JSON.stringify([mail.personalizations[0]?.custom_args, mail.categories]);
    for (const canary of CANARIES) expect(kept).not.toContain(canary);
  });

  test('a login mail names no booking and has no empty name', async () => {
    const content = {
      kind: 'login_link',
      loginUrl: 'https://portal.example.org/login/c0ffee',
      code: '042917',
      validUntil: 0,
    } as const;
    const to = { name: '', address: 'kurse@example.org' };
    const [addressed] = (await sent(aMail({ bookingId: null, to, content }))).personalizations;
    expect(addressed).toEqual({
      to: [{ email: 'kurse@example.org' }],
      custom_args: { message_id: 'm-1', mail_kind: 'login_link' },
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  });

  test("returns SendGrid's id, or null when SendGrid gave none", async () => {
    expect(await mailerOn(server).send(aMail())).toEqual({ providerId: 'sg-1' });
    server.failNext({ type: 'answer', status: 202 });
    expect(await mailerOn(server).send(aMail())).toEqual({ providerId: null });
  });

  test('is sent as JSON with the key, without headers of our own', async () => {
    await sent();
    const [request] = server.requests;
    expect(request).toMatchObject({ method: 'POST', path: '/v3/mail/send' });
    expect(Object.keys(request?.headers ?? {}).toSorted()).toEqual([
      'accept',
      'accept-encoding',
      'authorization',
      'connection',
      'content-length',
      'content-type',
      'host',
      'user-agent',
    ]);
  });

  test('in sandbox mode 200 means accepted; otherwise it does not', async () => {
    const mailer = mailerOn(server, { config: { sandbox: true } });
    expect(await mailer.send(aMail())).toEqual({ providerId: null });
    expect(server.requests[0]?.body).toMatchObject({ mail_settings: { sandbox_mode: { enable: true } } });
    expect(server.accepted).toEqual([]);
    server.failNext({ type: 'answer', status: 200 });
    await expect(mailerOn(server).send(aMail())).rejects.toThrow(/SENDGRID_BASE_URL answers 200/);
  });
});

describe("a mail through SendGrid's template", () => {
  test("contains the template's id and the agreed data, and no texts of ours", async () => {
    const templates = await withTemplates(server);
    const mail = await sent(aMail(), { config: { templates } });
    expect(mail).toMatchObject({ template_id: templates.booking_confirmation });
    expect(mail).not.toHaveProperty('content');
    expect(mail).not.toHaveProperty('subject');
    expect(mail.personalizations[0]?.dynamic_template_data).toEqual(
      JSON.parse(JSON.stringify(templateData(aMail(), SETTINGS))),
    );
    expect(mail.personalizations[0]?.dynamic_template_data).toMatchObject({ language: 'de', reminderStep: '' });
    expect(mail.tracking_settings?.click_tracking).toEqual({ enable: false, enable_text: false });
  });

  test('kinds without a template, or with none configured, are sent as rendered here', async () => {
    const templates = { ...(await withTemplates(server)), booking_reminder: null };
    const [content] = bookingsIn(aMail().content);
    if (content === undefined) throw new Error('Expected a booking mail.');
    for (const kind of ['first_reminder', 'look_again'] as const) {
      const mail = await sent(aMail({ content: { ...content, kind } }), { config: { templates } });
      expect(mail).not.toHaveProperty('template_id');
      expect(mail.content).toHaveLength(2);
    }
  });

  test('the data of a reminder says which one it is', async () => {
    const templates = await withTemplates(server);
    const [content] = bookingsIn(aMail().content);
    if (content === undefined) throw new Error('Expected a booking mail.');
    const mail = await sent(aMail({ content: { ...content, kind: 'second_reminder' } }), { config: { templates } });
    expect(mail.template_id).toBe(templates.booking_reminder);
    expect(mail.personalizations[0]?.dynamic_template_data).toMatchObject({ reminderStep: '2' });
  });
});

describe('hostile names', () => {
  test.each([
    ['line breaks', 'A\r\nBcc: x@example.org\u2028B', 'A Bcc: x@example.org B'],
    ['commas and semicolons', 'Müller, Maier; Söhne', 'Müller Maier Söhne'],
    ['marks that end a name', '"A" <a@example.org> \\', 'A a@example.org'],
    ['a turned direction', 'A\u202eB\u2066C', 'ABC'],
    ['half a character', 'A\ud83dB', 'A\ufffdB'],
    ['an emoji and right-to-left letters', '👩‍🍳 מטבח', '👩‍🍳 מטבח'],
    ['braces', '{{{confirmUrl}}} -name-', '{{{confirmUrl}}} -name-'],
    ['300 characters', 'ä'.repeat(300), `${'ä'.repeat(99)}…`],
  ])('%s stay plain text, and SendGrid accepts the mail', async (_, name, shown) => {
    const mail = await sent(aMail({ to: { name, address: 'kurse@example.org' } }));
    expect(mail.personalizations[0]?.to).toEqual([{ email: 'kurse@example.org', name: shown }]);
  });

  test.each([' ', ';,', '\r\n'])('a name of nothing but %j is left out', async (name) => {
    const mail = await sent(aMail({ to: { name, address: 'kurse@example.org' } }));
    expect(mail.personalizations[0]?.to).toEqual([{ email: 'kurse@example.org' }]);
  });
});
