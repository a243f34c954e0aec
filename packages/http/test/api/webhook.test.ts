import { createHmac } from 'node:crypto';
import { asBookingId, asCustomerNumber, TransientFailure } from '@miomente/booking-domain';
import { afterEach, describe, expect, it } from 'vitest';
import { orderNumber } from '../bookings.ts';
import { openWorld, SETTINGS, type World, type WorldOptions } from '../world.ts';

const PATH = '/api/webhooks/new-order';
const [SECRET = ''] = SETTINGS.webhookSecrets;
const NEXT_SECRET = `whsec_${Buffer.from('the next secret of the tests').toString('base64')}`;
let world: World;

async function open(options: WorldOptions = {}): Promise<void> {
  world = await openWorld(options);
  await world.partner();
}
afterEach(() => world.stop());

const announce = (body: unknown, secret: string = SECRET) =>
  world.send('POST', PATH, { headers: { Authorization: `Bearer ${secret}` }, body });

/** A message signed as the Standard Webhooks specification says. */
function signed(secret: string, { id = 'msg_1', at = world.clock.now(), body = '{"order_id":1001}' } = {}) {
  const timestamp = String(Math.floor(at / 1000));
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : secret;
  const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${mac}`,
    'Content-Type': 'application/json',
  };
  return { headers, body };
}
const sendSigned = ({ headers, body }: ReturnType<typeof signed>) => world.send('POST', PATH, { headers, body });

describe('orders#answers-to-announcements: an order is announced', () => {
  it('answers 200 with the new bookings', async () => {
    await open();
    world.shop.place(orderNumber(1));
    const answer = await announce({ order_id: 1_001 });
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      success: true,
      data: { state: 'booked', bookings: [{ id: 1, magentoOrderItemId: 5_001 }] },
    });
  });

  it("accepts Magento's order object, and trusts only its id", async () => {
    await open();
    world.shop.place(orderNumber(1));
    const answer = await announce({ entity_id: 1_001, state: 'canceled', customer_email: 'x', items: [{ qty: -1 }] });
    expect(answer.status).toBe(200);
    expect((await world.booking(asBookingId(1)))?.status).toBe('pending');
  });

  it('50 times at once creates one booking and one mail', async () => {
    await open();
    world.shop.place(orderNumber(1));
    const answers = await Promise.all(Array.from({ length: 50 }, () => announce({ order_id: 1_001 })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    await world.deliverDue();
    expect(world.mailer.kinds()).toEqual(['confirmation_request']);
  });

  it('answers 202 while the order can not be read, and fetches it again', async () => {
    await open();
    const answer = await announce({ order_id: 1_001 });
    expect(answer.status).toBe(202);
    expect(answer.json).toEqual({ success: true, data: { state: 'awaited' } });
    expect(await world.persistence.jobs()).toMatchObject([{ task: 'fetch_order', payload: { orderId: 1_001 } }]);
  });

  it('answers 202 while the shop is down, and for a state that makes no booking', async () => {
    await open();
    world.shop.failures.failNext('transient');
    expect((await announce({ order_id: 1_001 })).status).toBe(202);
    world.shop.place({ ...orderNumber(1), state: 'pending_payment' });
    expect((await announce({ order_id: 1_001 })).status).toBe(202);
  });

  it('orders#answered-in-time: answers 202 while the shop is silent, and fetches it again', async () => {
    await open();
    world.shop.place(orderNumber(1));
    world.shop.byId = () => new Promise(() => undefined);
    const answer = announce({ order_id: 1_001 });
    world.timer.letTimeRunOut();
    expect((await answer).status).toBe(202);
    expect(await world.persistence.jobs()).toMatchObject([{ task: 'fetch_order', payload: { orderId: 1_001 } }]);
  });

  it('answers 503 and acknowledges nothing when the database can not take it', async () => {
    await open({
      around: async ({ port, method }, run) => {
        if (port === 'bookings' && (method === 'commitAll' || method === 'commitEach'))
          throw new TransientFailure('The database did not answer.');
        return run();
      },
    });
    world.shop.place(orderNumber(1));
    const answer = await announce({ order_id: 1_001 });
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBe('5');
  });

  const ITEM = { headers: { host: 'n8n.example.org' }, params: {}, query: {}, executionMode: 'production' };
  it.each<readonly [string, unknown]>([
    ['digits in quotes', { order_id: '1001' }],
    ['digits in quotes and blanks', { order_id: ' 1001 ' }],
    ['null beside entity_id', { order_id: null, entity_id: 1_001 }],
    ['nothing in quotes beside entity_id', { order_id: '', entity_id: '1001' }],
    ['blanks beside entity_id', { order_id: ' ', entity_id: 1_001 }],
    ['both: order_id counts', { order_id: 1_001, entity_id: 1_002 }],
    ['a list of one', [{ order_id: 1_001 }]],
    ['a list of one order of Magento', [{ entity_id: 1_001, state: 'new', items: [{ order_id: 7 }, {}] }]],
    ['n8n’s wrapper', { body: { order_id: 1_001 } }],
    ['n8n’s wrapper with all that stands in it', { ...ITEM, body: { order_id: '1001' } }],
    ['a list of one wrapper', [{ ...ITEM, body: { entity_id: 1_001 } }]],
    ['a wrapper around a list', { ...ITEM, body: [{ entity_id: 1_001 }] }],
    ['an item as n8n’s nodes hand it on', [{ json: { ...ITEM, body: { order_id: 1_001 } }, pairedItem: { item: 0 } }]],
    ['a wrapper beside a blank id', { order_id: '', body: { order_id: 1_001 } }],
  ])('orders#announced-in-many-shapes: accepts %s', async (_, body) => {
    await open();
    world.shop.place(orderNumber(1));
    const answer = await announce(body);
    expect(answer.status, answer.text).toBe(200);
    expect(answer.json).toMatchObject({ data: { bookings: [{ magentoOrderItemId: 5_001 }] } });
  });

  const NUMBER = 'order_id: expected a number';
  it.each<readonly [string, unknown, string]>([
    ['nothing', {}, `${NUMBER}, is missing`],
    ['blanks only', { order_id: '', entity_id: null }, `${NUMBER}, is missing`],
    ['text', { order_id: 'abc' }, NUMBER],
    ['text beside an id', { order_id: 'abc', entity_id: 1_001 }, NUMBER],
    ['an order’s number, which is no id', { order_id: '000001001' }, NUMBER],
    ['hexadecimal digits', { order_id: '0x3e9' }, NUMBER],
    ['an exponent', { order_id: '1e3' }, NUMBER],
    ['a truth', { order_id: true }, NUMBER],
    ['a list of ids', { order_id: [1_001] }, NUMBER],
    ['zero', { order_id: 0 }, 'order_id: expected ≥ 1'],
    ['a negative', { order_id: -5 }, 'order_id: expected ≥ 1'],
    ['a fraction', { order_id: 1.5 }, NUMBER],
    ['more than Magento keeps', { order_id: 4_294_967_296 }, 'order_id: expected ≤ 4294967295'],
    ['more than a number holds exactly', '{"order_id":9007199254740993}', 'order_id: expected ≤ 4294967295'],
    ['more than a number holds exactly, in quotes', { order_id: '9'.repeat(40) }, 'order_id: expected ≤ 4294967295'],
    ['more than any number', '{"order_id":1e999}', NUMBER],
    ['a wrong entity_id', { entity_id: 'x' }, 'entity_id: expected a number'],
    ['a list of two', [{ order_id: 1_001 }, { order_id: 1_002 }], 'body: expected an object'],
    ['an empty list', [], 'body: expected an object'],
    ['an id alone', '1001', 'body: expected an object'],
    ['a word', '"order"', 'body: expected an object'],
    ['a wrapper around nothing', { body: {} }, `${NUMBER}, is missing`],
    ['wrappers without end', [[[[[[[[[[[{ order_id: 1_001 }]]]]]]]]]]], 'body: expected an object'],
  ])(
    'api#programs-are-told: answers 400 to %s, and says in the message what was expected',
    async (_, body, message) => {
      await open();
      const headers = {
        Authorization: `Bearer ${SECRET}`,
        'Accept-Language': 'de',
        'Content-Type': 'application/json',
      };
      const answer = await world.send('POST', PATH, { headers, body });
      expect(answer.status, answer.text).toBe(400);
      expect(answer.json).toMatchObject({ success: false, error: { code: 'invalid_request', message } });
    },
  );

  it('answers 400 to an empty body', async () => {
    await open();
    const answer = await announce(undefined);
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ error: { message: 'body: is missing' } });
  });
});

describe('F6 attack tokens · orders#only-the-id: who may announce', () => {
  it.each([
    ['nobody', {}],
    ['a wrong secret', { Authorization: 'Bearer wrong' }],
    ['a secret that is too long', { Authorization: `Bearer ${SECRET}x` }],
    ['no scheme', { Authorization: SECRET }],
    ['another scheme', { Authorization: `Basic ${SECRET}` }],
    ['an empty signature', { 'webhook-id': 'a', 'webhook-timestamp': '1', 'webhook-signature': '' }],
  ])('answers 401 to %s', async (_, headers) => {
    await open();
    world.shop.place(orderNumber(1));
    const answer = await world.send('POST', PATH, { headers, body: { order_id: 1_001 } });
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(answer.json).toMatchObject({ success: false, error: { code: 'unauthenticated' } });
    expect(await world.booking(asBookingId(1))).toBeUndefined();
  });

  it('refuses a partner who is logged in', async () => {
    await open();
    const headers = await world.as(asCustomerNumber('P-100'));
    expect((await world.send('POST', PATH, { headers, body: { order_id: 1_001 } })).status).toBe(401);
  });

  it('two secrets are valid at once during a rotation, as bearer token and as signature', async () => {
    await open({ settings: { webhookSecrets: [NEXT_SECRET, SECRET] } });
    world.shop.place(orderNumber(1));
    for (const secret of [SECRET, NEXT_SECRET]) {
      expect((await announce({ order_id: 1_001 }, secret)).status).toBe(200);
      expect((await sendSigned(signed(secret))).status).toBe(200);
    }
  });
});

describe('F6 attack tokens · orders#only-the-id: Standard Webhooks signatures', () => {
  it('one of several signatures is enough', async () => {
    await open();
    world.shop.place(orderNumber(1));
    const { headers, body } = signed(SECRET);
    const signature = `v1a,AAAA v1,${'A'.repeat(43)}= ${headers['webhook-signature']}`;
    expect((await sendSigned({ headers: { ...headers, 'webhook-signature': signature }, body })).status).toBe(200);
  });

  it('a repetition within five minutes creates nothing twice; a later one is refused', async () => {
    await open();
    world.shop.place(orderNumber(1));
    const message = signed(SECRET);
    expect((await sendSigned(message)).status).toBe(200);
    world.clock.advance(5 * 60_000);
    expect((await sendSigned(message)).status).toBe(200);
    expect((await world.persistence.deliveryRows()).length).toBe(1);
    world.clock.advance(1);
    expect((await sendSigned(message)).status).toBe(401);
  });

  it('a timestamp more than five minutes ahead is refused', async () => {
    await open();
    expect((await sendSigned(signed(SECRET, { at: world.clock.now() + 301_000 }))).status).toBe(401);
  });

  it.each([
    ['another body', { body: '{"order_id":1002}' }],
    ['white space in the body', { body: '{"order_id": 1001}' }],
    ['another id', { headers: { 'webhook-id': 'msg_2' } }],
    ['another time', { headers: { 'webhook-timestamp': '1740992399' } }],
    ['a time in words', { headers: { 'webhook-timestamp': 'now' } }],
    ['no id', { headers: { 'webhook-id': '' } }],
    ['an unknown version', { headers: { 'webhook-signature': 'v2,AAAA' } }],
  ])('a signature is invalid with %s', async (_, change: { body?: string; headers?: Record<string, string> }) => {
    await open();
    const message = signed(SECRET);
    const headers = { ...message.headers, ...change.headers };
    expect((await sendSigned({ headers, body: change.body ?? message.body })).status).toBe(401);
  });

  it('a signature of another version is invalid, even with the right bytes', async () => {
    await open();
    const { headers, body } = signed(SECRET);
    for (const version of ['v1a', 'v2', 'v']) {
      const signature = headers['webhook-signature'].replace('v1', version);
      expect((await sendSigned({ headers: { ...headers, 'webhook-signature': signature }, body })).status).toBe(401);
    }
  });

  it('a signature with an old secret is invalid', async () => {
    await open({ settings: { webhookSecrets: [NEXT_SECRET] } });
    expect((await sendSigned(signed(SECRET))).status).toBe(401);
  });

  it('malformed JSON with a valid signature gets 400', async () => {
    await open();
    const answer = await sendSigned(signed(SECRET, { body: '{"order_id":' }));
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ error: { code: 'invalid_json' } });
  });
});
