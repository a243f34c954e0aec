import { asBookingId, asCustomerNumber, MINUTE_MS, TransientFailure } from '@miomente/booking-domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { orderNumber } from '../bookings.ts';
import { beginChange } from '../pages/orders.ts';
import { openWorld, type World, type WorldOptions } from '../world.ts';

const LIST = '/api/partner/bookings';
let world: World;
let headers: { readonly Authorization: string };

async function open(options: WorldOptions = {}): Promise<void> {
  world = await openWorld(options);
  await world.partner();
  headers = { ...(await world.as(asCustomerNumber('P-100'))), ...{ 'Accept-Language': 'en' } };
  await world.order(orderNumber(1));
}
const post = (action: string, body?: unknown) => world.send('POST', `${LIST}/1/${action}`, { headers, body });

afterEach(() => world.stop());

describe('FR-2.5 a partner confirms in the portal', () => {
  beforeEach(() => open());

  it('records answer, instant, channel and notes', async () => {
    const answer = await post('confirm', { notes: '  two aprons are missing ' });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      success: true,
      data: {
        booking: {
          id: 1,
          status: 'confirmed',
          confirmationStatus: {
            confirmedAt: '2025-03-03T09:00:00.000Z',
            confirmedBy: 'portal',
            confirmationNotes: 'two aprons are missing',
          },
        },
        message: 'The booking is confirmed.',
      },
    });
    expect((await world.booking(asBookingId(1)))?.status).toBe('confirmed');
  });

  it.each([
    ['no body', undefined],
    ['an empty object', {}],
  ])('takes %s', async (_, body) => {
    expect((await post('confirm', body)).status).toBe(200);
  });

  it('speaks German by default', async () => {
    const answer = await world.send('POST', `${LIST}/1/confirm`, {
      headers: await world.as(asCustomerNumber('P-100')),
    });
    expect(answer.json).toMatchObject({ data: { message: 'Die Buchung ist bestätigt.' } });
  });

  it('refuses a second answer', async () => {
    await post('confirm');
    const second = await post('decline', { reason: 'other' });
    expect(second.status).toBe(409);
    expect(second.json).toEqual({
      success: false,
      error: { code: 'already_processed', message: 'This booking has already been answered.' },
    });
  });

  it('booking#first-answer-wins: of many answers at once exactly one counts, the others get 409', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? post('confirm') : post('decline', { reason: 'other' }))),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array(19).fill(409)]);
  });

  it('refuses a cancelled booking', async () => {
    await world.order({ ...orderNumber(1), state: 'canceled' });
    const answer = await post('confirm');
    expect([answer.status, (answer.json as { error: { code: string } }).error.code]).toEqual([409, 'cancelled']);
  });

  it('booking#order-being-changed: refuses every answer until the new order can be booked', async () => {
    const [booking] = await world.order(orderNumber(1));
    if (booking === undefined) throw new Error('There is no booking.');
    await beginChange(world, booking);
    for (const answer of [await post('confirm'), await post('decline', { reason: 'other' })])
      expect([answer.status, (answer.json as { error: { code: string } }).error.code]).toEqual([
        409,
        'order_being_changed',
      ]);
    const shown = await world.send('GET', `${LIST}/${booking.id}`, { headers });
    expect(shown.json).toMatchObject({ data: { booking: { canAnswer: false, status: 'pending' } } });
  });

  it('booking#as-shown: an answer about a date that moved since is refused, and nothing is written', async () => {
    const read = () => world.send('GET', `${LIST}/1`, { headers });
    const shownIn = ({ json }: { readonly json: unknown }) =>
      (json as { data: { booking: { shown: string } } }).data.booking.shown;
    const shown = shownIn(await read());
    await world.order({ ...orderNumber(1, { at: '2025-03-20 18:00:00' }), updatedAt: world.clock.now() + MINUTE_MS });
    for (const answer of [await post('confirm', { shown }), await post('decline', { reason: 'other', shown })]) {
      expect(answer.status).toBe(409);
      expect(answer.json).toMatchObject({
        error: { code: 'changed_meanwhile', message: expect.stringContaining('has changed meanwhile') },
      });
    }
    const now = await read();
    expect(now.json).toMatchObject({ data: { booking: { status: 'pending', eventDate: '2025-03-20' } } });
    expect((await post('confirm', { shown: 'x'.repeat(101) })).status).toBe(400);
    expect((await post('confirm', { shown: shownIn(now) })).status).toBe(200);
  });

  it('refuses once the event has started', async () => {
    world.clock.set('2025-03-13T17:00:00Z');
    headers = { ...headers, ...(await world.as(asCustomerNumber('P-100'))) };
    const answer = await post('confirm');
    expect([answer.status, (answer.json as { error: { code: string } }).error.code]).toEqual([409, 'event_started']);
  });
});

describe('FR-3 a partner declines in the portal', () => {
  it('FR-3.3 answers with the ticket when it is open within 3 s', async () => {
    await open({ meanwhile: () => world.deliverDue() });
    const answer = await post('decline', { reason: 'capacity_full', notes: 'full house' });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      success: true,
      data: {
        booking: {
          status: 'declined',
          odooTicketId: 'T-1',
          confirmationStatus: { declinedBy: 'portal', declineReason: 'capacity_full', declineNotes: 'full house' },
        },
        odooTicketId: 'T-1',
        message: 'The booking is declined. The support ticket for the rebooking has been opened.',
      },
    });
  });

  it('delivery#decline-waits-for-nobody: is recorded without a ticket after 3 s, and says that it follows', async () => {
    await open();
    const before = world.clock.now();
    const answer = await post('decline', { reason: 'other' });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      data: {
        booking: { status: 'declined' },
        odooTicketId: null,
        message: 'The booking is declined. The support ticket follows; its number comes by email.',
      },
    });
    expect(world.clock.now() - before).toBe(3_000);
  });

  it('delivery#decline-waits-for-nobody: does not wait while the ticket desk is known to be down', async () => {
    await open();
    world.desk.failures.breakDown();
    await world.order(orderNumber(2));
    await world.send('POST', `${LIST}/2/decline`, { headers, body: { reason: 'other' } });
    await world.deliverDue();
    const before = world.clock.now();
    const answer = await post('decline', { reason: 'other' });
    expect(answer.json).toMatchObject({ data: { odooTicketId: null } });
    expect(world.clock.now()).toBe(before);
  });

  it('FR-3.2 requires an active reason, and names them', async () => {
    await open();
    const answer = await post('decline', { reason: 'no_mood' });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({
      error: {
        code: 'unknown_reason',
        issues: [
          {
            path: 'body.reason',
            message:
              'is none of the reasons on offer (expected: date_unavailable | capacity_full | equipment_issue | personal_reason | other)',
          },
        ],
      },
    });
    expect((await world.booking(asBookingId(1)))?.status).toBe('pending');
  });

  it('asks for notes where the reason needs them', async () => {
    await open();
    const label = { de: 'Anderes', en: 'Else' };
    await world.persistence.setDeclineReasons([
      { code: 'else', label, requiresNotes: true, sortOrder: 1, active: true },
    ]);
    const answer = await post('decline', { reason: 'else', notes: '   ' });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ error: { code: 'notes_required', issues: [{ path: 'body.notes' }] } });
  });

  it('answers 400 with the field when the reason is missing', async () => {
    await open();
    const answer = await post('decline', {});
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({
      error: { code: 'invalid_request', issues: [{ path: 'body.reason', message: 'is missing' }] },
    });
  });
});

describe('booking#take-back: a partner takes a confirmation back', () => {
  beforeEach(() => open());

  it('makes the booking pending again', async () => {
    await post('confirm');
    const answer = await post('reopen');
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      data: { booking: { status: 'pending', confirmationStatus: {}, canAnswer: true }, message: expect.any(String) },
    });
  });

  it('refuses when there is no confirmation', async () => {
    const answer = await post('reopen');
    expect(answer.status).toBe(409);
    expect(answer.json).toMatchObject({ error: { code: 'not_confirmed' } });
  });

  it('booking#take-decline-back: takes a decline back for some minutes', async () => {
    await post('decline', { reason: 'other' });
    const answer = await post('reopen');
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ data: { booking: { status: 'pending', canAnswer: true, canReopen: false } } });
  });

  it('booking#take-decline-back: refuses later, because the office may be rebooking already', async () => {
    await post('decline', { reason: 'other' });
    world.clock.advance(9 * MINUTE_MS);
    const shown = (await world.send('GET', `${LIST}/1`, { headers })).json;
    expect(shown).toMatchObject({ data: { booking: { canReopen: true } } });
    world.clock.advance(MINUTE_MS);
    const answer = await post('reopen');
    expect(answer.status).toBe(409);
    expect(answer.json).toMatchObject({ error: { code: 'already_processed' } });
    const later = (await world.send('GET', `${LIST}/1`, { headers })).json;
    expect(later).toMatchObject({ data: { booking: { status: 'declined', canReopen: false } } });
  });

  it('answers 404 for a booking that does not exist', async () => {
    expect((await world.send('POST', `${LIST}/99/reopen`, { headers })).status).toBe(404);
  });
});

describe('when the database fails', () => {
  it('answers 503 with Retry-After, and nothing happened', async () => {
    let broken = false;
    await open({
      around: async ({ method }, run) => {
        if (broken && method === 'commitAll') throw new TransientFailure('The database did not answer.');
        return run();
      },
    });
    broken = true;
    const answer = await post('confirm');
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBe('5');
    expect(answer.json).toMatchObject({ success: false, error: { code: 'unavailable' } });
    expect((await world.booking(asBookingId(1)))?.status).toBe('pending');
  });

  it('passes on the time to wait', async () => {
    await open({
      deps: {
        confirmBooking: async () => {
          throw new TransientFailure('Too busy.', { retryAfterMs: 90_500 });
        },
      },
    });
    expect((await post('confirm')).headers['retry-after']).toBe('91');
  });

  it('answers 500 to a bug, without details', async () => {
    await open({
      deps: {
        confirmBooking: async () => {
          throw new Error('row of Mara Muster');
        },
      },
    });
    const answer = await post('confirm');
    expect(answer.status).toBe(500);
    expect(answer.json).toMatchObject({ success: false, error: { code: 'internal' } });
    expect(answer.text).not.toContain('Muster');
  });
});
