import { asCustomerNumber } from '@miomente/booking-domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { orderNumber } from '../bookings.ts';
import { openWorld, type World } from '../world.ts';

const LIST = '/api/partner/bookings';
let world: World;
let headers: { readonly Authorization: string };

interface List {
  readonly success: boolean;
  readonly data: {
    readonly bookings: readonly Record<string, unknown>[];
    readonly pagination: unknown;
    readonly summary: unknown;
  };
}

beforeEach(async () => {
  world = await openWorld();
  await world.partner();
  headers = await world.as(asCustomerNumber('P-100'));
});
afterEach(() => world.stop());

async function list(query = '', path = LIST): Promise<List> {
  const answer = await world.send('GET', `${path}${query}`, { headers });
  expect(answer.status, answer.text).toBe(200);
  return answer.json as List;
}
const orders = ({ data }: List): unknown[] => data.bookings.map((booking) => booking['orderNumber']);

describe('FR-1 booking#snapshot · a partner sees their bookings, from the stored snapshot of the order', () => {
  it('FR-1.2 to FR-1.6 shows customer, course, date, participants, status, total and payment', async () => {
    await world.order(orderNumber(1));
    const { data, success } = await list();
    expect(success).toBe(true);
    expect(data.bookings).toEqual([
      {
        id: 1,
        magentoOrderId: 1_001,
        magentoOrderItemId: 5_001,
        orderNumber: '100000001',
        customer: { firstName: 'Mara', lastName: 'Muster', email: 'mara@example.org', phone: '+49 89 000001' },
        course: { id: 7, name: 'Sushi für Anfänger', sku: 'SUSHI-1' },
        eventDate: '2025-03-13',
        eventTime: '18:00',
        participants: 2,
        price: 158,
        orderTotal: 162.99,
        currency: 'EUR',
        status: 'pending',
        confirmationStatus: {},
        orderDate: '2025-03-03T08:55:00.000Z',
        paymentStatus: 'paid',
        answerBy: '2025-03-05T09:00:00.000Z',
        canAnswer: true,
        canReopen: false,
        reminderCount: 0,
        odooTicketId: null,
        shown: `${Date.parse('2025-03-13T17:00:00Z')}/2`,
      },
    ]);
    expect(data.pagination).toEqual({ page: 1, limit: 20, total: 1, totalPages: 1 });
    expect(data.summary).toEqual({ pending: 1, confirmed: 0, declined: 0, cancelled: 0 });
  });

  it('booking#no-event-date: a booking without an event date has neither date, time nor deadline', async () => {
    await world.order(orderNumber(1, { at: null }));
    const [booking] = (await list()).data.bookings;
    expect(booking).toMatchObject({ eventDate: null, eventTime: null, answerBy: null, canAnswer: true });
  });

  it('FR-1.7 lists pending bookings first, nearest event first', async () => {
    await world.order(
      orderNumber(1, { at: '2025-03-20 18:00:00' }),
      orderNumber(2, { at: '2025-03-10 18:00:00' }),
      orderNumber(3, { at: '2025-03-05 18:00:00' }),
    );
    await world.send('POST', `${LIST}/3/confirm`, { headers });
    expect(orders(await list())).toEqual(['100000002', '100000001', '100000003']);
  });

  it('is empty, not an error, for a partner without bookings', async () => {
    const { data } = await list();
    expect(data.bookings).toEqual([]);
    expect(data.pagination).toEqual({ page: 1, limit: 20, total: 0, totalPages: 0 });
  });

  it('is never cached by browsers or proxies', async () => {
    const answer = await world.send('GET', LIST, { headers });
    expect(answer.headers['cache-control']).toBe('no-store');
  });
});

describe('FR-5 a partner filters and searches', () => {
  beforeEach(async () => {
    await world.order(
      orderNumber(1, { at: '2025-03-10 18:00:00', customer: { lastName: 'Öztürk' } }),
      orderNumber(2, { at: '2025-03-11 18:00:00', course: { id: 8, name: 'Pasta' } }),
      orderNumber(3, { at: '2025-03-12 18:00:00', customer: { lastName: '100%_Fan' } }),
    );
    await world.send('POST', `${LIST}/1/confirm`, { headers });
  });

  it('FR-5.1 by status, while the summary still counts all', async () => {
    const confirmed = await list('?status=confirmed');
    expect(orders(confirmed)).toEqual(['100000001']);
    expect(confirmed.data.summary).toEqual({ pending: 2, confirmed: 1, declined: 0, cancelled: 0 });
    expect(orders(await list('?status=all'))).toHaveLength(3);
    expect(orders(await list('?status=cancelled'))).toEqual([]);
  });

  it('FR-5.2 by first and last day, both inclusive', async () => {
    expect(orders(await list('?from=2025-03-11&to=2025-03-12'))).toEqual(['100000002', '100000003']);
    expect(orders(await list('?from=2025-03-11&to=2025-03-11'))).toEqual(['100000002']);
  });

  it('FR-5.3 by course', async () => {
    expect(orders(await list('?course_id=8'))).toEqual(['100000002']);
  });

  it.each([
    ['oztu', ['100000001']],
    ['00000002', ['100000002']],
    ['%', ['100000003']],
    ['0%_f', ['100000003']],
    ['nobody', []],
  ])('FR-5.4 by any part of name or order number: %s', async (search, found) => {
    expect(orders(await list(`?search=${encodeURIComponent(search)}`))).toEqual(found);
  });

  it('FR-5.5 in pages', async () => {
    const second = await list('?limit=2&page=2');
    expect(second.data.bookings).toHaveLength(1);
    expect(second.data.pagination).toEqual({ page: 2, limit: 2, total: 3, totalPages: 2 });
    expect((await list('?limit=2&page=3')).data.bookings).toEqual([]);
  });

  it('has a list of pending bookings, with the same filters except status', async () => {
    expect(orders(await list('', `${LIST}/pending`))).toEqual(['100000002', '100000003']);
    expect(orders(await list('?course_id=8', `${LIST}/pending`))).toEqual(['100000002']);
    const answer = await world.send('GET', `${LIST}/pending?status=all`, { headers });
    expect(answer.status).toBe(400);
  });
});

describe('booking#audit-trail: one booking with its timeline', () => {
  it('shows what happened, who caused it in general terms, and the mails', async () => {
    await world.order(orderNumber(1));
    world.clock.advance(60_000);
    await world.send('POST', `${LIST}/1/confirm`, { headers, body: { notes: 'gern' } });
    const answer = await world.send('GET', `${LIST}/1`, { headers });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      data: {
        booking: {
          id: 1,
          status: 'confirmed',
          canAnswer: false,
          canReopen: true,
          confirmationStatus: {
            confirmedAt: '2025-03-03T09:01:00.000Z',
            confirmedBy: 'portal',
            confirmationNotes: 'gern',
          },
        },
        timeline: [
          { kind: 'event', type: 'booking_registered', actor: 'system' },
          { kind: 'event', type: 'partner_asked', details: { mail: 'confirmation_request' } },
          { kind: 'mail', mail: 'confirmation_request', state: 'queued' },
          { kind: 'event', type: 'confirmed', actor: 'partner', channel: 'portal', details: { notes: true } },
        ],
      },
    });
  });

  it("names no manager, and writes a moved date's instants like all others", async () => {
    const [booking] = await world.order(orderNumber(1));
    await world.order(orderNumber(1, { at: '2025-03-14 18:00:00' }));
    const office = await world.as({ role: 'manager', address: 'office@example.org' });
    await world.send('POST', `/api/manager/bookings/${booking?.id}/confirm`, { headers: office });
    const answer = await world.send('GET', `${LIST}/${booking?.id}`, { headers });
    expect(answer.text).not.toContain('office@example.org');
    expect(answer.json).toMatchObject({
      data: {
        timeline: expect.arrayContaining([
          expect.objectContaining({ type: 'confirmed', actor: 'manager', channel: 'phone' }),
          expect.objectContaining({
            type: 'details_changed',
            details: expect.objectContaining({
              eventStartFrom: '2025-03-13T17:00:00.000Z',
              eventStartTo: '2025-03-14T17:00:00.000Z',
            }),
          }),
        ]),
      },
    });
  });

  it('answers 404 for one that does not exist', async () => {
    const answer = await world.send('GET', `${LIST}/99`, { headers });
    expect(answer.status).toBe(404);
    expect(answer.json).toMatchObject({ success: false, error: { code: 'not_found' } });
  });
});
