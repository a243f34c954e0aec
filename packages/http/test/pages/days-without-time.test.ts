import { asCustomerNumber, HOUR_MS, type Language } from '@miomente/booking-domain';
import { clickThrough } from '@miomente/booking-testing';
import { beforeEach, describe, expect, test } from 'vitest';
import { OFFICE } from '../world.ts';
import { book, bookAsked, orderOf } from './orders.ts';
import { DESK, linksOf, openStage, PHONE, type Stage, type Visitor } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  return () => stage.close();
});

const TODAY = '2025-03-03';
const WRITTEN = { de: 'Mo., 03.03.2025', en: 'Mon, 3 Mar 2025' } as const satisfies Record<Language, string>;
/** Any time that could come from a day's midnight, and the words around one. */
const MIDNIGHT = /00:00|2025,? (?:um|at|23:00)/;

const VIEWS = [
  ['de', PHONE],
  ['en', DESK],
] as const satisfies readonly (readonly [Language, typeof DESK])[];

describe.each(VIEWS)('orders#day-without-time: a course that names only today, in %s at %o', (language, viewport) => {
  async function visitor(session: string): Promise<Visitor> {
    const person = await stage.visitor({ viewport });
    await person.context.addCookies([
      { name: 'booking_language', value: language, url: stage.url },
      { name: 'booking_session', value: session, url: stage.url },
    ]);
    return person;
  }
  const partner = async () => visitor(await stage.sessionJwt(asCustomerNumber('P-100')));

  test('list, page and link show the day alone, and it can be answered until the day is over', async () => {
    const booking = await bookAsked(stage, { start: TODAY });
    const person = await partner();
    await person.open('/dashboard/bookings');
    const when = person.page.locator('.date h3 time');
    expect(await when.textContent()).toBe(language === 'de' ? 'Heute' : 'Today');
    expect(await when.getAttribute('datetime')).toBe(TODAY);
    await person.open('/dashboard/bookings?status=all');
    expect((await person.page.locator('.card .when').textContent())?.trim()).toBe(WRITTEN[language]);
    await person.open(`/dashboard/bookings/${booking.id}`);
    expect(await person.text()).toContain(`${WRITTEN[language]} ·`);
    expect(await person.text()).not.toMatch(MIDNIGHT);

    stage.clock.advance(14 * HOUR_MS - 60_000);
    const stranger = await stage.visitor({ viewport, locale: language === 'de' ? 'de-DE' : 'en-GB' });
    await stranger.open(linksOf(stage, booking).confirm);
    await clickThrough(stranger.page.locator('main form button').first());
    expect(stranger.path()).toBe('/confirmation-success');
    const success = await stranger.text();
    expect(success).toContain(WRITTEN[language].split(', ')[1] ?? '?');
    expect(success).not.toMatch(MIDNIGHT);
  });

  test('the office phones at once, for the day, and the booking is missed when the day is over', async () => {
    await book(stage, { start: TODAY });
    const office = await visitor(await stage.sessionJwt(OFFICE));
    await office.open('/manager');
    expect(await office.page.locator('.entry .badge').textContent()).toMatch(/^(Heute|Today)$/);
    expect(await office.page.locator('.entry').textContent()).not.toContain('00:00');
    stage.clock.advance(14 * HOUR_MS);
    const later = await visitor(await stage.sessionJwt(OFFICE));
    await later.open('/manager/missed');
    expect((await later.page.locator('.card .when').textContent())?.trim()).toBe(WRITTEN[language]);
  });

  test('orders#time-becomes-known: the timeline shows days and times', async () => {
    const order = orderOf({ start: '2025-03-13' });
    const [booking] = await stage.order(order);
    const options = [{ label: 'Termin', text: '', wallClock: '2025-03-13 18:00:00' }];
    await stage.order({ ...order, items: order.items.map((item) => ({ ...item, options })) });
    const person = await partner();
    await person.open(`/dashboard/bookings/${booking?.id}`);
    const [from, to] =
      language === 'de'
        ? ['Do., 13.03.2025', 'Do., 13.03.2025 18:00 Uhr']
        : ['Thu, 13 Mar 2025', 'Thu, 13 Mar 2025 18:00'];
    expect(await person.text()).toContain(`${from} → ${to}`);
  });
});
