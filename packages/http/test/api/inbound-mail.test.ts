import type { InboundMail } from '@miomente/booking-domain';
import { afterEach, describe, expect, it } from 'vitest';
import type { InboundMailVerdict } from '../../src/index.ts';
import { orderNumber } from '../bookings.ts';
import { OFFICE, openWorld, type World } from '../world.ts';

const PATH = '/api/webhooks/inbound-mail';
const SECRET = 'the secret of inbound mails, long enough';
const basic = (password: string, user = 'sendgrid') => ({
  Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});

let world: World | undefined;
afterEach(() => world?.stop());

interface Given {
  readonly mail?: Partial<InboundMail> | 'unreadable' | 'too_large';
}

/** A world with a booking of a partner, whose mails can be answered. */
async function open({ mail = {} }: Given = {}) {
  const counted: InboundMailVerdict[] = [];
  let reads = 0;
  let to = '';
  const opened = await openWorld({
    deps: {
      countInboundMail: (verdict) => counted.push(verdict),
      inboundMail: {
        secret: SECRET,
        read: async () => {
          reads += 1;
          if (typeof mail === 'string') return mail;
          const author = 'p-100@example.org';
          return { key: 'k', recipients: [to], author, origin: 'person', text: 'Geht 19 Uhr?', ...mail };
        },
      },
    },
  });
  world = opened;
  await opened.partner();
  const [booking] = await opened.order(orderNumber(1));
  if (booking === undefined) throw new Error('No booking.');
  to = opened.replyAddresses.ofBooking(booking.id, booking.token) ?? '';
  return { world: opened, booking, counted, reads: () => reads };
}

describe('replies#webhook: mails that are handed in', () => {
  it('the password lets them in, whoever the user is; without it the body is not even read', async () => {
    const { world: opened, reads } = await open();
    for (const headers of [
      {},
      basic('wrong'),
      basic(SECRET.slice(1)),
      { Authorization: `Bearer ${SECRET}` },
      // The password is all that comes after the first colon, and of no other scheme.
      basic(`x:${SECRET}`),
      { Authorization: basic(SECRET).Authorization.replace('Basic', 'Bearer') },
      { Authorization: 'Basic ???' },
    ]) {
      const answer = await opened.send('POST', PATH, { headers });
      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toMatch(/^Basic /);
    }
    expect(reads()).toBe(0);
    expect((await opened.send('POST', PATH, { headers: basic(SECRET, '') })).status).toBe(200);
    expect(reads()).toBe(1);
  });

  it('without a domain the address is missing', async () => {
    world = await openWorld();
    expect((await world.send('POST', PATH, { headers: basic(SECRET) })).status).toBe(404);
  });

  it('replies#note: becomes a note that the office reads and the partner does not', async () => {
    const { world: opened, booking, counted } = await open();
    const post = () => opened.send('POST', PATH, { headers: basic(SECRET) });
    expect((await post()).json).toEqual({ success: true, data: { verdict: 'taken' } });
    expect((await post()).json).toEqual({ success: true, data: { verdict: 'repeated' } });
    expect(counted).toEqual(['taken', 'repeated']);
    const office = { headers: await opened.as(OFFICE) };
    const own = `/api/manager/bookings/${booking.id}/replies`;
    expect((await opened.send('GET', own, office)).json).toMatchObject({
      data: { replies: [{ text: 'Geht 19 Uhr?' }] },
    });
    expect((await opened.send('GET', '/api/manager/bookings/999/replies', office)).status).toBe(404);
    const page = (await opened.send('GET', `/dashboard/bookings/${booking.id}`, office)).text;
    expect(page).toContain('Geht 19 Uhr?');
    expect(page).toContain(`action="/dashboard/bookings/${booking.id}/replies/read"`);
    const theirs = { headers: await opened.as(booking.customerNumber) };
    expect((await opened.send('GET', `/dashboard/bookings/${booking.id}`, theirs)).text).not.toContain('Geht 19 Uhr?');
    expect(opened.logLines.join('')).not.toMatch(/19 Uhr|p-100@|answers\.example/);
  });

  it('replies#flag: is among the flagged until somebody has read it', async () => {
    const { world: opened, booking } = await open();
    await opened.send('POST', PATH, { headers: basic(SECRET) });
    const office = { headers: await opened.as(OFFICE) };
    const flagged = async () =>
      (await opened.send('GET', '/api/manager/bookings?attention=flagged', office)).json as {
        readonly data: { readonly bookings: readonly { readonly flags: readonly string[] }[] };
      };
    expect((await flagged()).data.bookings.map(({ flags }) => flags)).toEqual([['partner_wrote']]);
    const read = `/api/manager/bookings/${booking.id}/replies/read`;
    for (let times = 0; times < 2; times += 1)
      expect((await opened.send('POST', read, { ...office, body: {} })).json).toMatchObject({ data: { flags: [] } });
    expect((await flagged()).data.bookings).toEqual([]);
    expect((await opened.send('POST', '/api/manager/bookings/999/replies/read', office)).status).toBe(404);
    const theirs = { headers: await opened.as(booking.customerNumber) };
    const timeline = (await opened.send('GET', `/api/partner/bookings/${booking.id}`, theirs)).text;
    expect(timeline).toContain('"partner_wrote"');
    expect(timeline).not.toContain('reply_read');
    const form = { headers: { ...office.headers, 'Content-Type': 'application/x-www-form-urlencoded' }, body: '' };
    expect((await opened.send('POST', `/dashboard/bookings/${booking.id}/replies/read`, form)).status).toBe(303);
  });

  it.each([
    ['automatic', { origin: 'automatic' }],
    ['stranger', { author: 'gast@example.org' }],
    ['unknown_address', { recipients: ['nobody@example.org'] }],
    ['unreadable', 'unreadable'],
    ['too_large', 'too_large'],
  ] as const)('replies#verdicts: %s is acknowledged and counted, and changes nothing', async (verdict, mail) => {
    const { world: opened, booking, counted } = await open({ mail });
    const answer = await opened.send('POST', PATH, { headers: basic(SECRET) });
    expect([answer.status, answer.json]).toEqual([200, { success: true, data: { verdict } }]);
    expect(counted).toEqual([verdict]);
    expect(await opened.booking(booking.id)).toEqual(booking);
  });
});
