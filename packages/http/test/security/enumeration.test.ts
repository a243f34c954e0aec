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
  await world.partners.save(aPartner({ customerNumber: 'P-900', email: 'inaktiv@example.org', active: false }));
});
afterEach(() => world.stop());

/** What a visitor who asks for a login link sees, and what is done meanwhile. */
async function ask(email: string) {
  work = [];
  const headers = {
    'Content-Type': 'application/x-www-form-urlencoded',
    'Sec-Fetch-Site': 'same-origin',
    'X-Request-Id': 'r-1',
  };
  const answer = await world.send('POST', '/login', { headers, body: new URLSearchParams({ email }).toString() });
  const { date: _, 'content-length': __, 'set-cookie': cookies, ...others } = answer.headers;
  const typed = Buffer.from(email.toLowerCase()).toString('base64url');
  const masked = String(cookies).replaceAll(typed, '…');
  return { status: answer.status, headers: others, cookies: masked, text: answer.text, work };
}
const mailedTo = async (): Promise<readonly string[]> => {
  await world.deliverDue();
  return world.mailer.accepted.map(({ to }) => to.address);
};

describe('attack limits · login enumeration', () => {
  it.each(['stranger@example.org', 'inaktiv@example.org', MANAGER, 'KURSE@EXAMPLE.ORG'])(
    '%s gets the same answer as a partner, after the same work: one write, whoever it is',
    async (email) => {
      const partner = await ask('kurse@example.org');
      expect(partner).toMatchObject({ status: 303, headers: { location: '/login/sent' } });
      expect(partner.cookies).toMatch(/^booking_login_address=…;/);
      expect(partner.work).toEqual(['logins.request']);
      expect(await ask(email)).toEqual(partner);
    },
  );

  it('a mail goes out to those alone who may log in', async () => {
    for (const email of ['stranger@example.org', 'inaktiv@example.org', 'kurse@example.org', MANAGER]) await ask(email);
    expect([...(await mailedTo())].sort()).toEqual(['kurse@example.org', MANAGER].sort());
  });

  it('nothing is kept of an address that is nobody’s', async () => {
    await ask('stranger@example.org');
    await mailedTo();
    expect((await world.logins.find(1))?.email).toBe('');
  });

  it('links that are unknown, used or of somebody who has left are told apart only by who holds them', async () => {
    const unknown = await world.send('GET', `/login/${'0'.repeat(64)}`);
    const malformed = await world.send('GET', '/login/x');
    expect([unknown.status, malformed.status]).toEqual([404, 404]);
    expect(malformed.text.replaceAll('/login/x', '…')).toBe(unknown.text.replaceAll(`/login/${'0'.repeat(64)}`, '…'));
  });
});
