import { asCustomerNumber } from '@miomente/booking-domain';
import { aPartner } from '@miomente/booking-domain/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MANAGER, openWorld, type World } from '../world.ts';

let world: World;
let work: string[];

beforeEach(async () => {
  work = [];
  world = await openWorld({
    around: ({ port, method }, run) => {
      work.push(`${port}.${method}`);
      return run();
    },
  });
  await world.partners.save(aPartner({ email: 'kurse@example.org' }));
  await world.partners.save(
    aPartner({ customerNumber: asCustomerNumber('P-900'), email: 'inaktiv@example.org', active: false }),
  );
});
afterEach(() => world.stop());

/** What a visitor who requests a login link sees, and what is done meanwhile. */
async function ask(email: string) {
  work = [];
  const headers = {
    'Content-Type': 'application/x-www-form-urlencoded',
    'Sec-Fetch-Site': 'same-origin',
    'X-Request-Id': 'r-1',
  };
  const answer = await world.send('POST', '/login', { headers, body: new URLSearchParams({ email }).toString() });
  const { date: _, 'content-length': __, 'set-cookie': cookies, location, ...rest } = answer.headers;
  const typed = Buffer.from(email.toLowerCase()).toString('base64url');
  const random = /[0-9a-f]{64}|(?<=\/login\/sent\/)[0-9a-f]{16}/g;
  const masked = String(cookies).replaceAll(typed, '…').replace(random, '*');
  const others = { ...rest, location: String(location).replace(random, '*') };
  return { status: answer.status, headers: others, cookies: masked, text: answer.text, work };
}
const mailedTo = async (): Promise<readonly string[]> => {
  await world.deliverDue();
  return world.mailer.accepted.map(({ to }) => to.address);
};

describe('attack limits · login enumeration', () => {
  it.each(['stranger@example.org', 'inaktiv@example.org', MANAGER, 'KURSE@EXAMPLE.ORG'])(
    '%s gets the same answer as a partner, after the same work: one write, for everybody',
    async (email) => {
      const partner = await ask('kurse@example.org');
      expect(partner).toMatchObject({ status: 303, headers: { location: '/login/sent/*' } });
      expect(partner.cookies).toMatch(/^booking_login_request=\*…; Path=\/login\/sent\/\*;/);
      expect(partner.work).toEqual(['logins.request']);
      expect(await ask(email)).toEqual(partner);
    },
  );

  it('links#login-code: a wrong code gets the same answer, after the same work, up to five times', async () => {
    const form = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' };
    const typedAt = async (email: string) => {
      const asked = await world.send('POST', '/login', {
        headers: form,
        body: new URLSearchParams({ email }).toString(),
      });
      await world.deliverDue();
      const [Cookie = ''] = String(asked.headers['set-cookie']).split(';');
      const answers: unknown[] = [];
      for (const code of ['x', '000000', '000000', '000000', '000000', '000000', '000000']) {
        work = [];
        const path = String(asked.headers['location']);
        const { status, text } = await world.send('POST', path, { headers: { ...form, Cookie }, body: `code=${code}` });
        answers.push([status, text.replaceAll(email, 'X').replaceAll(path, 'P'), [...work]]);
      }
      return answers;
    };
    const partner = await typedAt('kurse@example.org');
    expect(partner.map((answer) => (answer as [number])[0])).toEqual([422, 422, 422, 422, 422, 410, 410]);
    const tooOften = async () => {
      for (let n = 0; n < 5; n += 1) await ask('oft@example.org');
      return typedAt('oft@example.org');
    };
    for (const other of [await typedAt('stranger@example.org'), await typedAt(MANAGER), await tooOften()])
      expect(other).toEqual(partner);
  });

  it('a mail is sent only to those who may log in', async () => {
    for (const email of ['stranger@example.org', 'inaktiv@example.org', 'kurse@example.org', MANAGER]) await ask(email);
    expect([...(await mailedTo())].sort()).toEqual(['kurse@example.org', MANAGER].sort());
  });

  it('nothing is stored of an unknown address', async () => {
    await ask('stranger@example.org');
    await mailedTo();
    expect((await world.logins.find(1))?.email).toBe('');
  });

  it('unknown, used and orphaned links can be told apart only by whoever has them', async () => {
    const unknown = await world.send('GET', `/login/${'0'.repeat(64)}`);
    const malformed = await world.send('GET', '/login/x');
    expect([unknown.status, malformed.status]).toEqual([404, 404]);
    expect(malformed.text.replaceAll('/login/x', '…')).toBe(unknown.text.replaceAll(`/login/${'0'.repeat(64)}`, '…'));
  });
});
