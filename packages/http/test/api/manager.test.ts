import { asBookingId, asCustomerNumber, DAY_MS } from '@miomente/booking-domain';
import { aPartner } from '@miomente/booking-domain/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { orderNumber } from '../bookings.ts';
import { MANAGER, OFFICE, openWorld, type World } from '../world.ts';

const LIST = '/api/manager/bookings';
let world: World;
let headers: { readonly Authorization: string };

beforeEach(async () => {
  world = await openWorld({ meanwhile: () => world.deliverDue() });
  await world.partner();
  headers = await world.as(OFFICE);
});
afterEach(() => world.stop());

const listed = async (query: string): Promise<unknown[]> => {
  const answer = await world.send('GET', `${LIST}?${query}`, { headers });
  expect(answer.status, answer.text).toBe(200);
  return (answer.json as { data: { bookings: { id: number }[] } }).data.bookings.map(({ id }) => id);
};

describe('api#office-lists: lists for the office', () => {
  it('US-7 lists escalated bookings with the partner to phone', async () => {
    await world.order(orderNumber(1), orderNumber(2, { partner: 'P-404' }));
    const answer = await world.send('GET', `${LIST}?attention=escalated`, { headers });
    expect(answer.json).toMatchObject({
      success: true,
      data: {
        bookings: [
          {
            id: 2,
            partner: { customerNumber: 'P-404', name: null, email: null, phone: null, addressBouncedAt: null },
            escalatedAt: '2025-03-03T09:00:00.000Z',
            escalationReason: 'partner_unknown',
            missed: false,
            flags: [],
          },
        ],
      },
    });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('lists missed bookings', async () => {
    await world.order(orderNumber(1));
    world.clock.set('2025-03-13T17:00:00Z');
    headers = await world.as(OFFICE);
    expect(await listed('attention=missed')).toEqual([1]);
  });

  it('lists bookings to be rebooked', async () => {
    await world.order(orderNumber(1), orderNumber(2));
    await world.send('POST', `${LIST}/2/decline`, { headers, body: { reason: 'other' } });
    expect(await listed('attention=rebooking')).toEqual([2]);
  });

  it('lists flagged bookings, and order items that could not become bookings', async () => {
    const [lost] = orderNumber(2).items;
    await world.order(orderNumber(1, { at: null }), {
      ...orderNumber(2),
      items: lost === undefined ? [] : [{ ...lost, customerNumber: null }],
    });
    const answer = await world.send('GET', `${LIST}?attention=flagged`, { headers });
    expect(answer.json).toMatchObject({
      data: {
        bookings: [{ id: 1, flags: ['no_event_date'], partner: { name: 'Kochschule Beispiel' } }],
        orderItems: [
          {
            magentoOrderId: 1_002,
            magentoOrderItemId: 5_002,
            orderNumber: '100000002',
            courseName: 'Sushi für Anfänger',
            eventDate: '2025-03-13',
            eventTime: '18:00',
            reason: 'no_partner',
            detail: null,
            flaggedAt: '2025-03-03T09:00:00.000Z',
          },
        ],
      },
    });
  });

  it('lists a page at a time, and how many there are', async () => {
    await world.order(...[1, 2, 3].map((n) => orderNumber(n, { at: null })));
    expect(await listed('attention=flagged&limit=2')).toEqual([1, 2]);
    expect(await listed('attention=flagged&limit=2&page=2')).toEqual([3]);
    const { json } = await world.send('GET', `${LIST}?attention=flagged&limit=2&page=2`, { headers });
    expect(json).toMatchObject({ data: { pagination: { page: 2, limit: 2, total: 3, totalPages: 2 } } });
  });

  it.each([
    ['', 'query.attention'],
    ['attention=all', 'query.attention'],
    ['attention=missed&limit=501', 'query.limit'],
    ['attention=missed&page=0', 'query.page'],
    ['attention=missed&more=1', 'query.more'],
  ])('answers 400 to "%s" and names %s', async (query, path) => {
    const answer = await world.send('GET', `${LIST}?${query}`, { headers });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ error: { code: 'invalid_request', issues: [{ path }] } });
  });
});

describe('booking#table: the office answers by phone', () => {
  beforeEach(async () => {
    await world.order(orderNumber(1));
  });

  it('confirms any booking, audited with the address', async () => {
    const answer = await world.send('POST', `${LIST}/1/confirm`, { headers, body: { notes: 'phoned' } });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      data: {
        booking: {
          id: 1,
          status: 'confirmed',
          confirmationStatus: { confirmedBy: 'phone', confirmationNotes: 'phoned' },
          partner: { customerNumber: 'P-100', phone: '+49 89 000100' },
        },
      },
    });
    expect(await world.timeline(asBookingId(1))).toContainEqual(
      expect.objectContaining({
        type: 'confirmed',
        channel: 'phone',
        actor: { type: 'manager', address: MANAGER },
      }),
    );
  });

  it('declines any booking and answers with the ticket', async () => {
    const answer = await world.send('POST', `${LIST}/1/decline`, { headers, body: { reason: 'capacity_full' } });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      data: { booking: { status: 'declined', confirmationStatus: { declinedBy: 'phone' } }, odooTicketId: 'T-1' },
    });
  });

  it.each([
    ['confirm', {}],
    ['decline', { reason: 'other' }],
  ])('refuses to %s an answered or missing booking', async (action, body) => {
    await world.send('POST', `${LIST}/1/confirm`, { headers });
    expect((await world.send('POST', `${LIST}/1/${action}`, { headers, body })).status).toBe(409);
    expect((await world.send('POST', `${LIST}/99/${action}`, { headers, body })).status).toBe(404);
  });

  it('checks the reason', async () => {
    const answer = await world.send('POST', `${LIST}/1/decline`, { headers, body: { reason: 'none' } });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ error: { code: 'unknown_reason' } });
  });
});

describe('booking#office-takes-back: POST /api/manager/bookings/:id/reopen', () => {
  beforeEach(async () => {
    await world.order(orderNumber(1));
    await world.deliverDue();
  });
  const post = (action: string, body?: object) =>
    world.send('POST', `${LIST}/1/${action}`, { headers, ...(body === undefined ? {} : { body }) });

  it.each([
    ['confirm', {}],
    ['decline', { reason: 'capacity_full' }],
  ])('takes a mistaken %s back and asks the partner again, who can answer with the same link', async (action, body) => {
    await post(action, body);
    await world.deliverDue();
    const answer = await post('reopen');
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ data: { booking: { status: 'pending', confirmationStatus: {} } } });
    expect(await world.timeline(asBookingId(1))).toContainEqual(
      expect.objectContaining({ type: 'reopened', actor: { type: 'manager', address: MANAGER } }),
    );
    await world.deliverDue();
    expect(world.mailer.kinds(asBookingId(1)).at(-1)).toBe('confirm_again');
    const again = await post('confirm', {});
    expect(again.json).toMatchObject({ data: { booking: { status: 'confirmed' } } });
  });

  it('twenty presses at once take it back once and ask once', async () => {
    await post('decline', { reason: 'capacity_full' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => post('reopen')));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array.from({ length: 19 }, () => 409)]);
    await world.deliverDue();
    expect(world.mailer.kinds(asBookingId(1)).filter((kind) => kind === 'confirm_again')).toHaveLength(1);
  });

  it('a partner whom no mail reaches is on the phone list instead', async () => {
    await post('decline', { reason: 'capacity_full' });
    await world.partners.save(aPartner({ email: null }));
    const answer = await post('reopen');
    expect(answer.json).toMatchObject({ data: { booking: { escalationReason: 'no_address' } } });
    const { json } = await world.send('GET', `${LIST}?attention=escalated`, { headers });
    expect(json).toMatchObject({ data: { bookings: [{ id: 1 }] } });
  });

  it('is for the office only, and for a booking that is answered and has not begun', async () => {
    const partner = await world.as(asCustomerNumber('P-100'));
    expect((await world.send('POST', `${LIST}/1/reopen`, { headers: partner })).status).toBe(403);
    expect((await post('reopen')).json).toMatchObject({ error: { code: 'not_confirmed' } });
    expect((await world.send('POST', `${LIST}/99/reopen`, { headers })).status).toBe(404);
    await post('decline', { reason: 'capacity_full' });
    world.clock.advance(60 * DAY_MS);
    const late = await world.send('POST', `${LIST}/1/reopen`, { headers: await world.as(OFFICE) });
    expect(late.json).toMatchObject({ error: { code: 'event_started' } });
  });
});

describe('delivery#retries: deliveries that were given up', () => {
  beforeEach(async () => {
    await world.order(orderNumber(1));
    world.mailer.failures.failNext('permanent');
    await world.deliverDue();
  });

  it('are listed with their reason', async () => {
    const answer = await world.send('GET', '/api/manager/deliveries?state=dead', { headers });
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      success: true,
      data: {
        pagination: { page: 1, limit: 100, total: 1, totalPages: 1 },
        deliveries: [
          {
            id: 1,
            bookingId: 1,
            kind: 'mail',
            mail: 'confirmation_request',
            attempts: 1,
            reason: 'The mailer refused, as the test told it to.',
            diedAt: '2025-03-03T09:00:00.000Z',
          },
        ],
      },
    });
  });

  it('are sent again, once', async () => {
    const answer = await world.send('POST', '/api/manager/deliveries/1/resend', { headers });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ data: { id: 1 } });
    await world.deliverDue();
    expect(world.mailer.kinds(asBookingId(1))).toEqual(['confirmation_request']);
    expect((await world.send('POST', '/api/manager/deliveries/1/resend', { headers })).status).toBe(404);
  });

  it('answer 404 for a missing one and 400 for a state that none has', async () => {
    expect((await world.send('POST', '/api/manager/deliveries/99/resend', { headers })).status).toBe(404);
    expect((await world.send('GET', '/api/manager/deliveries?state=sent', { headers })).status).toBe(400);
  });
});

describe('reminders#hard-bounce: a manager clears the mark of a bounced address', () => {
  const clear = (customerNumber: string) =>
    world.send('POST', `/api/manager/partners/${customerNumber}/clear-bounce`, { headers });

  it('sends the pending requests', async () => {
    await world.partners.save(aPartner({ addressMark: { at: world.clock.now(), reason: 'hard bounce' } }));
    await world.order(orderNumber(1));
    const answer = await clear('P-100');
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ success: true, data: { customerNumber: 'P-100', asked: 1 } });
    expect((await world.partners.find(asCustomerNumber('P-100')))?.addressMark).toBeNull();
    await world.deliverDue();
    expect(world.mailer.kinds(asBookingId(1))).toEqual(['confirmation_request']);
  });

  it('answers 404 for an unknown partner', async () => {
    expect((await clear('P-404')).status).toBe(404);
  });
});
