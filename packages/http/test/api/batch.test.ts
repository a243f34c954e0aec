import { asBookingId, asCustomerNumber, shownOf } from '@miomente/booking-domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { orderNumber } from '../bookings.ts';
import { openWorld, type World } from '../world.ts';

const BATCH = '/api/partner/bookings/batch';
let world: World;
let headers: Readonly<Record<string, string>>;

beforeEach(async () => {
  world = await openWorld();
  await world.partner();
  headers = { ...(await world.as(asCustomerNumber('P-100'))), 'Accept-Language': 'en' };
  for (const n of [1, 2, 3]) await world.order(orderNumber(n));
});
afterEach(() => world.stop());

const post = (body: unknown) => world.send('POST', BATCH, { headers, body });

describe('booking#answered-as-one: POST /api/partner/bookings/batch', () => {
  it('confirms, with a result for each in the requested order', async () => {
    const answer = await post({ action: 'confirm', ids: [3, 1] });
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      success: true,
      data: {
        results: [
          { id: 3, result: 'confirmed' },
          { id: 1, result: 'confirmed' },
        ],
      },
    });
    expect((await world.booking(asBookingId(2)))?.status).toBe('pending');
  });

  it('declines with one reason', async () => {
    const answer = await post({ action: 'decline', ids: [1, 2], reason: 'capacity_full', notes: 'full house' });
    expect(answer.json).toMatchObject({ data: { results: [{ result: 'declined' }, { result: 'declined' }] } });
    expect(await world.booking(asBookingId(2))).toMatchObject({
      answer: { reason: 'capacity_full', notes: 'full house' },
    });
  });

  it('booking#as-shown: one whose date moved since is told so, and the others are answered', async () => {
    const ids = [3, 1];
    const shown = await Promise.all(
      ids.map(async (id) => {
        const booking = await world.booking(asBookingId(id));
        return booking === undefined ? '' : shownOf(booking);
      }),
    );
    await world.order({ ...orderNumber(3, { at: '2025-03-20 18:00:00' }), updatedAt: world.clock.now() + 60_000 });
    expect((await post({ action: 'confirm', ids, shown: shown.slice(1) })).status).toBe(400);
    expect((await post({ action: 'confirm', ids, shown })).json).toMatchObject({
      data: {
        results: [
          { id: 3, result: 'changed_meanwhile' },
          { id: 1, result: 'confirmed' },
        ],
      },
    });
    expect((await world.booking(asBookingId(3)))?.status).toBe('pending');
  });

  it('repeating it answers nothing twice', async () => {
    await post({ action: 'confirm', ids: [1, 2] });
    const again = await post({ action: 'decline', ids: [1, 2, 3], reason: 'other' });
    expect(again.json).toMatchObject({
      data: { results: [{ result: 'already_processed' }, { result: 'already_processed' }, { result: 'declined' }] },
    });
    expect((await world.booking(asBookingId(1)))?.status).toBe('confirmed');
  });

  it('another partner’s booking looks like a missing one', async () => {
    await world.partner(asCustomerNumber('P-200'));
    headers = await world.as(asCustomerNumber('P-200'));
    const answer = await post({ action: 'confirm', ids: [1, 99] });
    expect(answer.json).toMatchObject({
      data: {
        results: [
          { id: 1, result: 'not_found' },
          { id: 99, result: 'not_found' },
        ],
      },
    });
    expect((await world.booking(asBookingId(1)))?.status).toBe('pending');
  });

  it.each([
    ['an id twice', { action: 'confirm', ids: [1, 1] }, 'body.ids'],
    ['no ids', { action: 'confirm', ids: [] }, 'body.ids'],
    ['over a hundred', { action: 'confirm', ids: Array.from({ length: 101 }, (_, i) => i + 1) }, 'body.ids'],
    ['an id as text', { action: 'confirm', ids: ['1'] }, 'body.ids.0'],
    ['a part of an id', { action: 'confirm', ids: [1.5] }, 'body.ids.0'],
    ['ids that are no list', { action: 'confirm', ids: 1 }, 'body.ids'],
    ['an unknown action', { action: 'maybe', ids: [1] }, 'body.action'],
    ['no action', { ids: [1] }, 'body.action'],
    ['a decline without a reason', { action: 'decline', ids: [1] }, 'body.reason'],
    ['a reason for a yes', { action: 'confirm', ids: [1], reason: 'other' }, 'body.reason'],
    ['an unknown reason', { action: 'decline', ids: [1], reason: 'mood' }, 'body.reason'],
    ['an unknown field', { action: 'confirm', ids: [1], force: true }, 'body.force'],
    ['notes that are too long', { action: 'confirm', ids: [1], notes: 'x'.repeat(2_001) }, 'body.notes'],
  ])('%s: 400, and nothing is answered', async (_, body, path) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ error: { issues: [{ path }] } });
    for (const id of [1, 2, 3]) expect((await world.booking(asBookingId(id)))?.status).toBe('pending');
  });

  it('two at once: one answer each, and each result is true', async () => {
    const ids = [1, 2, 3];
    const [yes, no] = await Promise.all([
      post({ action: 'confirm', ids }),
      post({ action: 'decline', ids, reason: 'other' }),
    ]);
    for (const [place, id] of ids.entries()) {
      const results = [yes, no].map(({ json }) => (json as { data: { results: { result: string }[] } }).data.results);
      const given = results.map((each) => each[place]?.result).toSorted();
      expect(given).toEqual(['already_processed', (await world.booking(asBookingId(id)))?.status]);
    }
  });
});
