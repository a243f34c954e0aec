import { DAY_MS, MINUTE_MS, type Stored } from '@miomente/booking-domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { book } from '../pages/orders.ts';
import { openWorld, type World } from '../world.ts';

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' };
let world: World;
let booking: Stored;
let token: string;

beforeEach(async () => {
  // The mode in which a link alone is enough, so that only the token matters.
  world = await openWorld({ settings: { confirmLinkMode: 'direct' } });
  await world.partner();
  booking = await book(world);
  token = world.tokens.reveal('booking', booking.token) ?? '';
});
afterEach(() => world.stop());

const follow = async (method: string, link: string): Promise<string> =>
  String((await world.send(method, link, { headers: FORM })).headers['location']);
const status = async (): Promise<string | undefined> => (await world.booking(booking.id))?.status;
const opens = (method: string, text: string) => follow(method, `/api/confirm/${encodeURIComponent(text)}`);

describe('attack tokens · anything but the token itself', () => {
  const changed = (text: string, at: number): string => {
    const other = text[at] === '0' ? '1' : '0';
    return `${text.slice(0, at)}${other}${text.slice(at + 1)}`;
  };

  it.each<readonly [string, () => string]>([
    ['a guess', () => '0123456789abcdef'.repeat(4)],
    ['the token cut short', () => token.slice(0, -1)],
    ['its first half', () => token.slice(0, 32)],
    ['the token with more behind it', () => `${token}0`],
    ['with a blank around it', () => ` ${token} `],
    ['with a line end', () => `${token}\n`],
    ['with a NUL behind it', () => `${token}\0`],
    ['in capitals', () => token.toUpperCase()],
    ['with its first character changed', () => changed(token, 0)],
    ['with its last character changed', () => changed(token, 63)],
    ['in full-width letters', () => token.replace(/[a-f]/, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))],
    ['the digest that the database holds', () => booking.token.digest],
    ['the nonce that the database holds', () => booking.token.nonce],
    ['the key’s name', () => booking.token.keyId],
    ['a pattern', () => '%'.repeat(64)],
    ['SQL', () => `${token.slice(0, 40)}' OR '1'='1`],
  ])('%s opens nothing, and gets the answer of an unknown link', async (_, text) => {
    const given = text();
    const unknown = await opens('POST', 'f'.repeat(64));
    for (const method of ['GET', 'POST']) expect(await opens(method, given)).toBe(unknown);
    expect(await follow('GET', `/api/decline/${encodeURIComponent(given)}`)).toBe(unknown);
    expect(await status()).toBe('pending');
  });

  it('the token itself works', async () => {
    expect(await opens('POST', token)).toBe('/confirmation-success');
    expect(await status()).toBe('confirmed');
  });

  it('a login’s token confirms nothing, and a booking’s logs nobody in', async () => {
    await world.deps.requestLogin({ email: 'p-100@example.org', language: 'de', next: '/' });
    await world.deliverDue();
    const mail = world.mailer.accepted.findLast(({ content }) => content.kind === 'login_link');
    const url = mail?.content.kind === 'login_link' ? new URL(mail.content.loginUrl).pathname : '';
    expect(await opens('POST', url.replace('/login/', ''))).toBe('/confirmation-error?reason=invalid');
    const login = await world.send('POST', `/login/${token}`, { headers: FORM });
    expect([login.status, login.headers['set-cookie']]).toEqual([404, undefined]);
    expect((await world.send('POST', url, { headers: FORM })).status).toBe(303);
  });
});

describe('attack tokens · the token at the wrong time', () => {
  const refusedFor = (reason: string) => `/confirmation-error?reason=${reason}`;

  it('after it was used', async () => {
    await opens('POST', token);
    const before = await world.booking(booking.id);
    // A second press at the same time belongs to the first.
    world.clock.advance(MINUTE_MS);
    for (const method of ['GET', 'POST']) expect(await opens(method, token)).toBe(refusedFor('already_processed'));
    expect(await world.booking(booking.id)).toEqual(before);
  });

  it('after it has expired', async () => {
    world.clock.advance(7 * DAY_MS);
    expect(await opens('POST', token)).toBe(refusedFor('expired'));
    expect(await status()).toBe('pending');
  });

  it('after the booking was cancelled', async () => {
    const order = (await world.shop.byId(booking.order.orderId)) ?? expect.fail('The order is gone.');
    await world.order({ ...order, state: 'canceled' });
    expect(await opens('POST', token)).toBe(refusedFor('cancelled'));
    expect(await status()).toBe('cancelled');
  });

  it('ten times at once: it is used once', async () => {
    await Promise.all(Array.from({ length: 10 }, () => opens('POST', token)));
    const entries = await world.timeline(booking.id);
    expect(entries.filter((entry) => entry.kind === 'event' && entry.type === 'confirmed')).toHaveLength(1);
    expect((await world.booking(booking.id))?.version).toBe(2);
  });
});
