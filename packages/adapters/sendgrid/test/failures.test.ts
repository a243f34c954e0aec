import { inspect } from 'node:util';
import { PermanentFailure, TransientFailure } from '@miomente/booking-domain';
import { SettableClock } from '@miomente/booking-domain/testing';
import { describe, expect, test } from 'vitest';
import { type Misbehaviour, SendGridServer } from './sendgrid-server.ts';
import { aMail, CANARIES, mailerOn, sendGridServer } from './setup.ts';

const server = await sendGridServer();
/** Only for calls that never end by themselves. */
const SHORT_MS = 400;

async function failureOn(
  how: Misbehaviour,
  options: Parameters<typeof mailerOn>[1] = {},
  mail = aMail(),
): Promise<unknown> {
  server.failNext(how);
  return mailerOn(server, options)
    .send(mail)
    .then(
      () => expect.fail('The mail was taken.'),
      (error: unknown) => error,
    );
}

const answering = (status: number, message = '', field: string | null = null, headers = {}): Misbehaviour => ({
  type: 'answer',
  status,
  headers,
  body: { errors: [{ message, field, help: null }] },
});

describe('F13 problems at SendGrid are transient', () => {
  test.each([500, 502, 503, 504, 408])('%i is tried again', async (status) => {
    expect(await failureOn(answering(status))).toBeInstanceOf(TransientFailure);
  });

  test.each([[{ type: 'hang' }], [{ type: 'drip' }]] as const)(
    '$type: the time limit ends the call and its connection',
    async (how) => {
      const abandoned = server.nextAbandoned();
      const error = await failureOn(how, { timeoutMs: SHORT_MS });
      await abandoned;
      expect(error).toBeInstanceOf(TransientFailure);
      expect(String(error)).toMatch(/sent again under the same message id/);
    },
  );

  test('a reset connection', async () => {
    const error = await failureOn({ type: 'reset' });
    expect(error).toBeInstanceOf(TransientFailure);
    expect(String(error)).toContain('ECONNRESET');
  });

  test('an endless answer is given up when it is too long', async () => {
    const abandoned = server.nextAbandoned();
    const error = await failureOn({ type: 'flood' }, { timeoutMs: 60_000 });
    await abandoned;
    expect(error).toBeInstanceOf(TransientFailure);
  });

  test('no server at the address', async () => {
    const gone = await SendGridServer.open();
    const { url: baseUrl } = gone;
    await gone.close();
    await expect(mailerOn(server, { config: { baseUrl } }).send(aMail())).rejects.toMatchObject({
      message: expect.stringMatching(/ECONNREFUSED/),
      nothingDone: true,
    });
  });
});

describe('F12 the waiting time that SendGrid asks for', () => {
  const NOW = Date.parse('2025-03-03T09:00:00Z');
  test.each([
    ['seconds', { 'Retry-After': '30' }, 30_000],
    ['a date', { 'Retry-After': 'Mon, 03 Mar 2025 09:02:00 GMT' }, 120_000],
    ['a date that has passed', { 'Retry-After': 'Mon, 03 Mar 2025 08:00:00 GMT' }, 0],
    ['the reset of the limit', { 'X-RateLimit-Reset': String(NOW / 1000 + 45) }, 45_000],
    ['both: what is said to us', { 'Retry-After': '5', 'X-RateLimit-Reset': String(NOW / 1000 + 45) }, 5_000],
    ['more than a day', { 'Retry-After': '999999999' }, 86_400_000],
    ['nonsense', { 'Retry-After': 'soon', 'X-RateLimit-Reset': 'later' }, null],
    ['nothing', {}, null],
    // delivery#later-is-a-duration: dates come from SendGrid's clock, which its `Date` header shows.
    [
      'a date by a clock two hours ahead of ours',
      { Date: 'Mon, 03 Mar 2025 11:00:00 GMT', 'Retry-After': 'Mon, 03 Mar 2025 11:01:00 GMT' },
      60_000,
    ],
    [
      'a date by a clock two hours behind ours',
      { Date: 'Mon, 03 Mar 2025 07:00:00 GMT', 'Retry-After': 'Mon, 03 Mar 2025 07:01:00 GMT' },
      60_000,
    ],
    [
      'the reset by a clock five minutes ahead of ours',
      { Date: 'Mon, 03 Mar 2025 09:05:00 GMT', 'X-RateLimit-Reset': String(NOW / 1000 + 345) },
      45_000,
    ],
  ])('%s', async (_, headers, retryAfterMs) => {
    const dated = { Date: new Date(NOW).toUTCString(), ...headers };
    const error = await failureOn(answering(429, 'too many requests', null, dated), {
      clock: new SettableClock(NOW),
    });
    expect(error).toBeInstanceOf(TransientFailure);
    expect(error).toMatchObject({ retryAfterMs });
  });

  test.each([
    [408, false],
    [500, false],
    [502, false],
    [504, false],
    [503, true],
    [429, true],
    [401, true],
    [403, true],
  ])('delivery#told-is-told · whether %i says that the mail was not accepted: %s', async (status, nothingDone) => {
    expect(await failureOn(answering(status, 'no'))).toMatchObject({ nothingDone });
  });

  test('503 may name a waiting time, too', async () => {
    expect(await failureOn(answering(503, '', null, { 'Retry-After': '9' }))).toMatchObject({ retryAfterMs: 9_000 });
  });
});

describe('a problem with this one mail is permanent', () => {
  test("F15 400 gives the reason in SendGrid's words, with the field", async () => {
    const error = await failureOn(answering(400, 'Does not contain a valid address.', 'personalizations.0.to.0.email'));
    expect(error).toBeInstanceOf(PermanentFailure);
    expect(String(error)).toContain('Does not contain a valid address. (personalizations.0.to.0.email)');
  });

  test('the server refuses an invalid address in the mail', async () => {
    const to = { name: 'A', address: 'a@example.org, b@example.org' };
    await expect(mailerOn(server).send(aMail({ to }))).rejects.toBeInstanceOf(PermanentFailure);
    expect(server.accepted).toEqual([]);
  });

  test('413', async () => {
    expect(await failureOn(answering(413, 'too large'))).toBeInstanceOf(PermanentFailure);
  });

  test('400 with an unreadable body', async () => {
    for (const body of ['<html>', { errors: 'x' }, { errors: [null] }, null, { errors: [{ message: 7 }] }]) {
      expect(await failureOn({ type: 'answer', status: 400, body })).toBeInstanceOf(PermanentFailure);
    }
  });
});

describe('a wrong setting is transient', () => {
  test.each([
    [401, 'SENDGRID_API_KEY'],
    [403, 'MAIL_FROM'],
  ])('%i names %s', async (status, variable) => {
    const error = await failureOn(answering(status, 'access forbidden'));
    expect(error).toBeInstanceOf(TransientFailure);
    expect(String(error)).toContain(variable);
    expect(String(error)).toContain('access forbidden');
  });

  test('a wrong key; the mail is sent once the key is right', async () => {
    server.changeKey('SG.another');
    await expect(mailerOn(server).send(aMail())).rejects.toThrow(/SENDGRID_API_KEY/);
    await mailerOn(server, { config: { apiKey: 'SG.another' } }).send(aMail());
    expect(server.accepted).toHaveLength(1);
  });

  test('a sender that SendGrid refuses', async () => {
    const error = await failureOn(answering(400, 'Does not match a verified Sender Identity', 'from'));
    expect(error).toBeInstanceOf(TransientFailure);
    expect(String(error)).toContain('MAIL_FROM');
  });

  test('a template that does not exist', async () => {
    const templates = { booking_confirmation: 'd-gone', booking_reminder: null, booking_declined: null };
    const sending = mailerOn(server, { config: { templates } }).send(aMail());
    await expect(sending).rejects.toBeInstanceOf(TransientFailure);
    await expect(sending).rejects.toThrow(/SENDGRID_TEMPLATE_/);
  });

  test.each([404, 405, 204, 418])('%i is no answer of SendGrid to a mail: the base URL is wrong', async (status) => {
    const error = await failureOn({ type: 'answer', status });
    expect(error).toBeInstanceOf(TransientFailure);
    expect(String(error)).toContain('SENDGRID_BASE_URL');
  });

  test('a redirect is not followed, because it would send the key along', async () => {
    const elsewhere = await SendGridServer.open();
    const headers = { Location: `${elsewhere.url}/v3/mail/send` };
    const error = await failureOn({ type: 'answer', status: 307, headers });
    expect(error).toBeInstanceOf(TransientFailure);
    expect(elsewhere.requests).toEqual([]);
    await elsewhere.close();
  });
});

describe('NFR: failures contain no key, personal data, link or content', () => {
  const quotation = [
    `"${aMail().to.name}" <kurse@example.org> Zita Zitronengelb zitrone@example.org`,
    'Vogelkurs https://portal.example.org/api/confirm/c0ffee +49 89 000987 100000987',
    `KANARIENSCHULE kanarienschule, 'Zita's course' SG.canary-key.0123456789abcdef`,
  ].join(' ');
  const troubles: readonly Misbehaviour[] = [
    ...[400, 401, 403, 404, 408, 413, 418, 429, 500, 503].map((status) => answering(status, quotation, quotation)),
    answering(400, quotation, 'from'),
    { type: 'answer', status: 400, body: quotation },
    { type: 'answer', status: 307, headers: { Location: 'https://portal.example.org/api/confirm/c0ffee' } },
    { type: 'hang' },
    { type: 'reset' },
    { type: 'cut' },
    { type: 'drip' },
  ];

  test.each(troubles)('%j', async (how) => {
    const error = await failureOn(how, { timeoutMs: SHORT_MS });
    const cause = error instanceof Error ? error.cause : undefined;
    const shown = [
      String(error),
      JSON.stringify(error),
      ...[error, cause].map((each) => inspect(each, { depth: 20, showHidden: true })),
    ];
    for (const canary of CANARIES) expect(shown.join('\n').toLowerCase()).not.toContain(canary.toLowerCase());
  });

  test('a printed mailer contains none of them either', () => {
    expect(inspect(mailerOn(server), { depth: 20 })).not.toContain('SG.');
  });
});
