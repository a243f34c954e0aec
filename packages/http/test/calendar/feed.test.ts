import { asCustomerNumber, MINUTE_MS, type PartnerScope, partnerScope } from '@miomente/booking-domain';
import { aPartner } from '@miomente/booking-domain/testing';
import { paths } from '@miomente/booking-paths';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { book, orderOf } from '../pages/orders.ts';
import { openWorld, type World } from '../world.ts';
import { readByIcalJs, readByNodeIcal } from './read-back.ts';

const OWNER = partnerScope(asCustomerNumber('P-100'));
let world: World;
let entriesRead: number;

beforeEach(async () => {
  entriesRead = 0;
  world = await openWorld({
    around: ({ port, method }, run) => {
      if (port === 'calendarFeeds' && method === 'entries') entriesRead += 1;
      return run();
    },
  });
  await world.partner();
});
afterEach(() => world.stop());

const addressOf = async (scope: PartnerScope = OWNER): Promise<string> =>
  paths.calendarFeed.at({ token: await world.deps.replaceCalendarAddress(scope) });
const fetched = (address: string, headers: Readonly<Record<string, string>> = {}, method: 'GET' | 'HEAD' = 'GET') =>
  world.send(method, address, { headers });

describe('portal#calendar: the address that calendar programs fetch', () => {
  it('gives the partner’s course dates, without names, phones or mail addresses, kept by nobody else', async () => {
    const named = { firstName: 'Erika', lastName: 'Geheim', phone: '+49 89 998877', email: 'geheim@example.org' };
    const booking = await book(world, { ...named, productId: 1 });
    await book(world, { ...named, productId: 1 });
    await world.deps.confirmBooking({ scope: OWNER, id: booking.id });
    const answer = await fetched(await addressOf());
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, no-cache',
      'referrer-policy': 'no-referrer',
      etag: expect.stringMatching(/^"[\w-]{32}"$/),
    });
    expect(readByIcalJs(answer.text)).toMatchObject([
      { summary: expect.stringContaining(': 2 Personen, 2 Personen offen'), status: 'CONFIRMED' },
    ]);
    expect(readByNodeIcal(answer.text)).toEqual(readByIcalJs(answer.text));
    expect(answer.text).not.toMatch(/Erika|Geheim|998877|geheim@|1000123/);
  });

  it('never shows another partner’s', async () => {
    await world.partner(asCustomerNumber('P-200'));
    await book(world, { customerNumber: 'P-200', course: 'Fremder Kurs' });
    expect(readByIcalJs((await fetched(await addressOf())).text)).toEqual([]);
  });

  it('answers 304 to who has it, without reading what it shows', async () => {
    const booking = await book(world, { productId: 1 });
    const address = await addressOf();
    const first = await fetched(address);
    const tag = { 'If-None-Match': String(first.headers['etag']) };
    expect(entriesRead).toBe(1);
    const again = await fetched(address, tag);
    expect([again.status, again.text, again.headers['etag']]).toEqual([304, '', first.headers['etag']]);
    expect(entriesRead).toBe(1);
    await world.deps.confirmBooking({ scope: OWNER, id: booking.id });
    const changed = await fetched(address, tag);
    expect([changed.status, entriesRead]).toEqual([200, 2]);
    expect(changed.headers['etag']).not.toBe(first.headers['etag']);
    expect(readByIcalJs(changed.text)).toMatchObject([{ status: 'CONFIRMED' }]);
  });

  it('is another one in another language, although nothing in it changed', async () => {
    await book(world, { productId: 1 });
    const address = await addressOf();
    const tag = { 'If-None-Match': String((await fetched(address)).headers['etag']) };
    await world.partners.save(aPartner({ language: 'en' }));
    const changed = await fetched(address, tag);
    expect(changed.status).toBe(200);
    expect(readByIcalJs(changed.text)).toMatchObject([{ summary: expect.stringContaining('open') }]);
  });

  it('its sequence and stamp never fall: not when a booking leaves a course date, nor when the address is replaced', async () => {
    const moving = orderOf({ productId: 1 });
    await world.order(moving);
    const stays = await book(world, { productId: 1 });
    await world.deps.confirmBooking({ scope: OWNER, id: stays.id });
    const sequences: number[] = [];
    const stamps: string[] = [];
    const look = async (address: string) => {
      const { text } = await fetched(address);
      const [event] = readByIcalJs(text).filter(({ start }) => start === '2025-03-13T17:00:00.000Z');
      sequences.push(event?.sequence ?? 0);
      stamps.push(event?.stamp ?? '');
    };
    const address = await addressOf();
    await look(address);
    await look(address);
    world.clock.advance(MINUTE_MS);
    const { items } = orderOf({ productId: 1, start: '2025-03-14 18:00:00' });
    const [item] = moving.items;
    await world.order({ ...moving, items: items.map((each) => ({ ...each, itemId: item?.itemId ?? each.itemId })) });
    await look(address);
    world.clock.advance(-MINUTE_MS);
    await world.deps.reopenBooking({ scope: OWNER, id: stays.id });
    await look(await addressOf());
    expect(sequences).toEqual([1, 1, 2, 3]);
    expect(stamps).toEqual(stamps.toSorted());
  });

  it('answers HEAD like GET, without the calendar', async () => {
    await book(world, { productId: 1 });
    const address = await addressOf();
    const [got, head] = [await fetched(address), await fetched(address, {}, 'HEAD')];
    expect([head.status, head.text]).toEqual([200, '']);
    expect(head.headers['etag']).toBe(got.headers['etag']);
    expect(head.headers['content-type']).toBe(got.headers['content-type']);
  });

  it('opens nothing once it is replaced, nor for an inactive partner; an unknown one looks the same', async () => {
    const old = await addressOf();
    const tag = { 'If-None-Match': String((await fetched(old)).headers['etag']) };
    const current = await addressOf();
    const unknown = paths.calendarFeed.at({ token: '0'.repeat(64) });
    const answers = [await fetched(old), await fetched(old, tag), await fetched(unknown)];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect((await fetched(current)).status).toBe(200);
    await world.partners.save(aPartner({ active: false }));
    expect((await fetched(current)).status).toBe(404);
  });

  it('is limited for each partner, and by client address for what opens nothing', async () => {
    await world.stop();
    const asked: string[] = [];
    world = await openWorld({
      deps: {
        rateLimiter: {
          consume: async (bucket, key) => {
            asked.push(bucket === 'calendar' ? `${bucket} ${key}` : bucket);
            return { allowed: false, limit: 60, remaining: 0, resetMs: 500 };
          },
        },
      },
    });
    await world.partner();
    expect((await fetched(await addressOf())).status).toBe(429);
    expect((await fetched(paths.calendarFeed.at({ token: '0'.repeat(64) }))).status).toBe(429);
    expect(asked).toEqual(['calendar P-100', 'link']);
  });

  it('links#no-tokens-in-logs: its secret is in no log, whatever happens', async () => {
    const address = await addressOf();
    const token = address.slice('/calendar/'.length, -'.ics'.length);
    await fetched(address);
    await fetched(`${address}?x=${token}`);
    await addressOf();
    await fetched(address);
    await fetched(address.replace('.ics', ''));
    const lines = world.logLines.join('');
    expect(lines).toContain('/calendar/:token.ics');
    expect(lines).not.toContain(token);
  });
});
