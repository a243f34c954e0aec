import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { orderNumber } from '../bookings.ts';
import { OFFICE, openWorld, type World } from '../world.ts';

const LIST = '/api/partner/bookings';
let world: World;

/** Two partners with a booking each: 1 is P-100's, 2 is P-200's. */
beforeEach(async () => {
  world = await openWorld();
  await world.partner('P-100');
  await world.partner('P-200');
  await world.order(orderNumber(1, { partner: 'P-100' }), orderNumber(2, { partner: 'P-200' }));
});
afterEach(() => world.stop());

const ROUTES: readonly (readonly [method: string, action: string, body: unknown])[] = [
  ['GET', '', undefined],
  ['POST', '/confirm', {}],
  ['POST', '/decline', { reason: 'other' }],
  ['POST', '/reopen', {}],
];
const MATRIX = [
  ['P-100', 1, 2],
  ['P-200', 2, 1],
] as const;

describe('partner isolation', () => {
  describe.each(MATRIX)('%s, whose booking is %i', (partner, own, foreign) => {
    it.each(ROUTES)(
      "%s %s of another's booking answers exactly as of one that does not exist",
      async (method, action, body) => {
        const headers = { ...(await world.as(partner)), 'X-Request-Id': 'the-same' };
        const [others, nobodys] = await Promise.all(
          [foreign, 999].map((id) => world.send(method, `${LIST}/${id}${action}`, { headers, body })),
        );
        expect(others?.status).toBe(404);
        expect(others?.text).toBe(nobodys?.text);
        const { date: _, ...othersHeaders } = others?.headers ?? {};
        const { date: __, ...nobodysHeaders } = nobodys?.headers ?? {};
        expect(othersHeaders).toEqual(nobodysHeaders);
        expect((await world.booking(foreign))?.version).toBe(1);
      },
    );

    it('answers their own', async () => {
      const answer = await world.send('POST', `${LIST}/${own}/confirm`, { headers: await world.as(partner) });
      expect(answer.status).toBe(200);
    });

    it.each(['', '/pending'])('lists only their own%s, in rows, total and summary', async (path) => {
      const answer = await world.send('GET', `${LIST}${path}`, { headers: await world.as(partner) });
      expect(answer.json).toMatchObject({
        data: { bookings: [{ id: own }], pagination: { total: 1 }, summary: { pending: 1 } },
      });
    });

    it("finds nothing of the other's by search", async () => {
      const answer = await world.send('GET', `${LIST}?search=10000000${foreign}`, { headers: await world.as(partner) });
      expect(answer.json).toMatchObject({ data: { bookings: [], pagination: { total: 0 } } });
    });
  });

  const MANAGER_ROUTES = [
    ['GET', '/api/manager/bookings?attention=missed'],
    ['POST', '/api/manager/bookings/1/confirm'],
    ['POST', '/api/manager/bookings/1/decline'],
    ['GET', '/api/manager/deliveries'],
    ['POST', '/api/manager/deliveries/1/resend'],
    ['POST', '/api/manager/partners/P-100/clear-bounce'],
  ] as const;

  it.each(MANAGER_ROUTES)('a partner gets 403 from %s %s, a stranger 401', async (method, path) => {
    const partner = await world.send(method, path, { headers: await world.as('P-100') });
    expect(partner.status).toBe(403);
    expect(partner.json).toMatchObject({ success: false, error: { code: 'forbidden' } });
    expect((await world.send(method, path)).status).toBe(401);
    expect((await world.booking(1))?.status).toBe('pending');
  });

  it.each([
    ['GET', LIST],
    ['GET', `${LIST}/pending`],
    ['GET', `${LIST}/1`],
    ['POST', `${LIST}/1/confirm`],
    ['POST', `${LIST}/1/decline`],
    ['POST', `${LIST}/1/reopen`],
  ])('the office gets 403 from %s %s, a stranger 401', async (method, path) => {
    expect((await world.send(method, path, { headers: await world.as(OFFICE) })).status).toBe(403);
    expect((await world.send(method, path)).status).toBe(401);
  });
});
