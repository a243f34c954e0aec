import { inspect } from 'node:util';
import { PermanentFailure, TransientFailure } from '@miomente/booking-domain';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { aMail, CANARIES, mailerOn } from './setup.ts';
import { type Misbehaviour, type Refusal, SmtpTestServer, USER } from './smtp-test-server.ts';

const server = await SmtpTestServer.open();
beforeEach(() => server.reset());
afterAll(() => server.close());

/** Only for mails that the server never answers. */
const SHORT_MS = 1_500;

async function failureOn(how: Misbehaviour, config: Parameters<typeof mailerOn>[1] = {}): Promise<Error> {
  server.misbehave(how);
  const error: unknown = await mailerOn(server, config)
    .send(aMail())
    .catch((thrown: unknown) => thrown);
  return error instanceof Error ? error : expect.fail('The mail was taken.');
}

const no = (at: Refusal['at'], status: number, text: string): Refusal => ({ at, status, text });

describe('delivery#retries: a temporary problem, or one of the configuration, is transient', () => {
  test.each([
    ['too busy to talk', no('connect', 421, '4.3.2 Too many connections'), /421 4\.3\.2/],
    ['a full mailbox', no('recipient', 452, '4.2.2 Mailbox full'), /452 4\.2\.2/],
    ['a greylist', no('recipient', 450, '4.7.1 Greylisted'), /450 4\.7\.1/],
    ['a queue that is full', no('data', 451, '4.3.0 Queue file write error'), /451 4\.3\.0/],
    ['a sender of somebody else', no('sender', 553, '5.7.1 Sender address rejected: not owned by user'), /MAIL_FROM/],
    ['relaying denied', no('recipient', 554, '5.7.1 Relay access denied'), /by its policy/],
    ['a server that wants a login', no('sender', 530, '5.7.0 Authentication required'), /SMTP_URL/],
    ['something that is no mail server', no('connect', 554, 'No SMTP service here'), /SMTP_URL/],
  ])('%s', async (_, how, words) => {
    const error = await failureOn(how);
    expect(error).toBeInstanceOf(TransientFailure);
    expect(error).toMatchObject({ nothingDone: true, message: expect.stringMatching(words) });
  });

  test('a wrong password; the mail is sent once the password is right', async () => {
    const locked = await SmtpTestServer.open({ login: true });
    const wrong = mailerOn(locked, { login: { ...USER, password: 'old' } });
    await expect(wrong.send(aMail())).rejects.toMatchObject({
      name: 'TransientFailure',
      nothingDone: true,
      message: expect.stringContaining('SMTP_URL'),
    });
    await mailerOn(locked, { login: USER }).send(aMail());
    expect(locked.taken).toHaveLength(1);
    await locked.close();
  });

  test('no server at the address', async () => {
    const gone = await SmtpTestServer.open();
    const { port } = gone;
    await gone.close();
    await expect(mailerOn({ port }).send(aMail())).rejects.toMatchObject({
      name: 'TransientFailure',
      nothingDone: true,
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });
});

describe('a problem with this one mail is permanent', () => {
  test.each([
    ['an address that is not there', no('recipient', 550, '5.1.1 <kurse@example.org> unknown'), /550 5\.1\.1/],
    ['an address, without more', no('recipient', 550, 'no such user'), /\(550\)/],
    ['content', no('data', 554, '5.6.0 Message refused'), /554 5\.6\.0/],
    ['size', no('data', 552, '5.3.4 Message too big'), /552 5\.3\.4/],
  ])('%s', async (_, how, words) => {
    const error = await failureOn(how);
    expect(error).toBeInstanceOf(PermanentFailure);
    expect(error.message).toMatch(words);
  });

  test.each(['a@example.org\r\nRCPT TO:<b@example.org>', 'a@example.org, b@example.org', 'a', ''])(
    '%j is no valid address and never reaches the server',
    async (address) => {
      const to = { name: 'A', address };
      await expect(mailerOn(server).send(aMail({ to }))).rejects.toBeInstanceOf(PermanentFailure);
      expect(server.taken).toEqual([]);
    },
  );
});

describe('delivery#told-is-told: a missing reply leaves open whether the server accepted the mail', () => {
  test.each([['hang'], ['cut']] as const)('%s', async (how) => {
    const error = await failureOn(how, { timeoutMs: SHORT_MS });
    expect(error).toBeInstanceOf(TransientFailure);
    expect(error).toMatchObject({ nothingDone: false, message: expect.stringContaining('same Message-ID') });
    expect(server.taken).toHaveLength(1);
  });
});

describe('the waiting time that the server asks for', () => {
  test.each([
    ['try again in 300 seconds', 300_000],
    ['come back in 5 minutes', 300_000],
    ['try again in 99999 minutes', 86_400_000],
    ['try again later', null],
  ])('%s', async (words, retryAfterMs) => {
    expect(await failureOn(no('recipient', 450, `4.2.0 Greylisted, ${words}`))).toMatchObject({ retryAfterMs });
  });
});

describe('running#smtp: failures contain no login, personal data, link or content', () => {
  const quotation = `Kanarienschule <kurse@example.org> Zita Zitronengelb zitrone@example.org Vogelkurs
    https://portal.example.org/api/confirm/c0ffee +49 89 000987 ${USER.user} ${USER.password}`.replaceAll(/\s+/g, ' ');
  const troubles: readonly Misbehaviour[] = [
    ...(['connect', 'sender', 'recipient', 'data'] as const).flatMap((at) =>
      [421, 450, 535, 550, 554].map((status) => no(at, status, quotation)),
    ),
    'cut',
    'hang',
    'reset',
  ];

  test.each(troubles)('%j', async (how) => {
    const error = await failureOn(how, { timeoutMs: SHORT_MS });
    const shown = [String(error), JSON.stringify(error), inspect(error, { depth: 20, showHidden: true })].join('\n');
    for (const canary of CANARIES) expect(shown.toLowerCase()).not.toContain(canary.toLowerCase());
  });

  test('a printed mailer contains none of them either', () => {
    expect(inspect(mailerOn(server, { login: USER }), { depth: 20 })).not.toContain('canary');
  });
});
