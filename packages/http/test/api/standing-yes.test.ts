import { asCustomerNumber, courseDateKey, courseDateOf, type Stored } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { book } from '../pages/orders.ts';
import { openWorld, type World } from '../world.ts';

const OWNER = asCustomerNumber('P-100');
const TERMS = { people: 12, hours: 24 };
let world: World;
let headers: Readonly<Record<string, string>>;
let first: Stored;
const SHAPE = { productId: 71_001 };

beforeEach(async () => {
  world = await openWorld();
  await world.partner();
  headers = await world.as(OWNER);
  first = await book(world, SHAPE);
});
afterEach(() => world.stop());

const pathOf = (booking: Stored) => paths.api.standingYes.at({ key: courseDateKey(courseDateOf(booking)) });
const send = async (method: 'GET' | 'POST' | 'DELETE', body?: unknown, path = pathOf(first)) => {
  const { status, json } = await world.send(method, path, { headers, ...(body === undefined ? {} : { body }) });
  const { data, error } = json as { readonly data?: unknown; readonly error?: { readonly code: string } };
  return { status, data, code: error?.code };
};

describe('booking#standing-yes: POST, GET and DELETE /api/partner/course-dates/:key/standing-yes', () => {
  it('confirms what comes in from then on, marked with its channel in list, booking and timeline', async () => {
    expect(await send('GET')).toMatchObject({ status: 200, data: { standingYes: null } });
    const standingYes = { ...TERMS, confirmedPeople: 0, until: expect.stringMatching(/Z$/) };
    expect(await send('POST', TERMS)).toMatchObject({ status: 200, data: { standingYes } });
    const second = await book(world, SHAPE);
    expect(second.status).toBe('confirmed');
    expect(await send('GET')).toMatchObject({ data: { standingYes: { ...standingYes, confirmedPeople: 2 } } });
    const { json } = await world.send('GET', `/api/partner/bookings/${second.id}`, { headers });
    expect(json).toMatchObject({
      data: {
        booking: { status: 'confirmed', confirmationStatus: { confirmedBy: 'standing_yes' } },
        timeline: expect.arrayContaining([
          expect.objectContaining({ type: 'confirmed', channel: 'standing_yes' }),
          expect.objectContaining({ mail: 'receipt' }),
        ]),
      },
    });
    const open = await world.send('GET', `/api/partner/bookings/${first.id}`, { headers });
    expect(open.json).toMatchObject({ data: { booking: { status: 'pending' } } });
  });

  it('is over with DELETE, which may be repeated', async () => {
    await send('POST', TERMS);
    expect(await send('DELETE')).toMatchObject({ status: 200, data: { revoked: true } });
    expect(await send('DELETE')).toMatchObject({ status: 200, data: { revoked: false } });
    expect(await send('GET')).toMatchObject({ data: { standingYes: null } });
    expect((await book(world, SHAPE)).status).toBe('pending');
  });

  it.each([
    ['people', { people: 0, hours: 24 }],
    ['people', { people: 1000, hours: 24 }],
    ['people', { people: 1.5, hours: 24 }],
    ['people', { people: '12', hours: 24 }],
    ['hours', { people: 12, hours: 0 }],
    ['hours', { people: 12, hours: 1000 }],
    ['hours', { people: 12 }],
    ['more', { people: 12, hours: 24, more: 1 }],
  ])('refuses %s in %j', async (field, body) => {
    const { status, json } = await world.send('POST', pathOf(first), { headers, body });
    expect(status).toBe(400);
    expect(JSON.stringify(json)).toContain(`body.${field}`);
    expect(await send('GET')).toMatchObject({ data: { standingYes: null } });
  });

  it('refuses what is no key, and a course date that the partner has no booking of', async () => {
    expect(await send('POST', TERMS, '/api/partner/course-dates/nonsense/standing-yes')).toMatchObject({ status: 400 });
    expect(await send('POST', TERMS, paths.api.standingYes.at({ key: '999.1741885200000' }))).toMatchObject({
      status: 404,
      code: 'not_found',
    });
  });

  it('refuses a course date without a date, and one that has begun', async () => {
    const undated = await book(world, { productId: 71_002, start: null });
    expect(await send('POST', TERMS, pathOf(undated))).toMatchObject({ status: 409, code: 'no_event_date' });
    world.clock.set(courseDateOf(first).eventStart as number);
    headers = await world.as(OWNER);
    expect(await send('POST', TERMS)).toMatchObject({ status: 409, code: 'event_started' });
  });

  it('another partner neither sees, gives nor revokes it', async () => {
    await send('POST', TERMS);
    await world.partner(asCustomerNumber('P-200'));
    headers = await world.as(asCustomerNumber('P-200'));
    expect(await send('GET')).toMatchObject({ data: { standingYes: null } });
    expect(await send('POST', TERMS)).toMatchObject({ status: 404 });
    expect(await send('DELETE')).toMatchObject({ data: { revoked: false } });
    headers = await world.as(OWNER);
    expect(await send('GET')).toMatchObject({ data: { standingYes: TERMS } });
  });
});
