import {
  asCustomerNumber,
  HOUR_MS,
  MINUTE_MS,
  managerScope,
  NO_FILTER,
  partnerScope,
  type Stored,
} from '@miomente/booking-domain';
import { anOrder } from '@miomente/booking-domain/testing';
import { clickThrough } from '@miomente/booking-testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MANAGER } from '../world.ts';
import { beginChange, book, type OrderShape, orderOf } from './orders.ts';
import { bookSixty } from './sixty.ts';
import { DESK, now, openStage, PHONE, type Stage, type Visitor } from './stage.ts';

const scope = partnerScope(asCustomerNumber('P-100'));
const LIST = '/dashboard/bookings';

let stage: Stage;
let visitor: Visitor;
/** Each test has a partner of its own, and their browser. */
let partner = 0;
const number = () => asCustomerNumber(`P-7${partner}`);
const own = () => partnerScope(number());

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  partner += 1;
  await stage.partner(number());
  visitor = await as(number());
});
afterEach(() => visitor.context.close());

async function as(who: ReturnType<typeof number>, options: Parameters<Stage['visitor']>[0] = {}): Promise<Visitor> {
  const person = await stage.visitor(options);
  await person.context.addCookies([{ name: 'booking_session', value: await stage.sessionJwt(who), url: stage.url }]);
  return person;
}
const booked = (lastName: string, shape: OrderShape = {}) =>
  book(stage, { lastName, customerNumber: number(), ...shape });
const texts = async (selector: string) =>
  (await visitor.page.locator(selector).allTextContents()).map((text) => text.replace(/\s+/g, ' ').trim());
const fragment = () => new URL(visitor.page.url()).hash;
const statuses = async (...all: readonly Stored[]) =>
  Promise.all(all.map(async (each) => (await now(stage, each)).status));

describe('portal#inbox', () => {
  test('questions by course date: when in words, course, sums and the deadline of the most urgent', async () => {
    await booked('Eins', { course: 'Sushi-Kurs', productId: 1, start: '2025-03-04 18:00:00', people: 3 });
    await booked('Zwei', { course: 'Sushi-Kurs', productId: 1, start: '2025-03-04 18:00:00' });
    await booked('Allein', { course: 'Pasta', productId: 2, start: '2025-03-29 10:00:00' });
    await booked('Ohne', { course: 'Weinprobe', productId: 3, start: null });
    await booked('Datum', { course: 'Weinprobe', productId: 3, start: null });
    await visitor.open(LIST);
    expect(await texts('.date h3')).toEqual([
      'Morgen, 18:00 Sushi-Kurs',
      'Sa., 29.03., 10:00 Pasta',
      'Termin wird geklärt Weinprobe',
    ]);
    expect(await texts('.date .sum')).toEqual(['2 offen, 5 Personen', '1 offen, 2 Personen', '2 offen, 4 Personen']);
    expect((await texts('.date .due'))[2]).toBe('Ohne Frist');
    expect(await texts('button.fill.yes')).toEqual(['Alle 2 bestätigen', expect.stringMatching(/^Bestätigen: Pasta/)]);
    expect(await visitor.page.locator('details.date').count()).toBe(2);
    // Nobody can say yes to an unknown day for several at once.
    const undated = visitor.page.locator('.date', { hasText: 'Weinprobe' });
    expect(await undated.locator('.fill').count()).toBe(0);
    expect(await undated.getByRole('button', { name: /^Alle/ }).count()).toBe(0);
  });

  test('who comes today stands above it', async () => {
    const today = { course: 'Sushi-Kurs', productId: 1, start: '2025-03-03 23:00:00' };
    const coming = await booked('Kommt', { ...today, people: 4 });
    await stage.deps.confirmBooking({ scope: own(), id: coming.id });
    await booked('Offen', { ...today, people: 3 });
    const gone = await booked('Anders', { course: 'Pasta', productId: 2, start: '2025-03-03 22:00:00' });
    await stage.deps.declineBooking({ scope: own(), id: gone.id, reason: 'other', notes: 'x' });
    await visitor.open(LIST);
    expect(await texts('.tonight li')).toEqual(['Heute, 23:00: Sushi-Kurs, 4 Personen kommen, 3 offen. Wer kommt?']);
    await visitor.follow('Wer kommt?');
    expect(await visitor.heading()).toBe('Sushi-Kurs');
  });

  test('a row is about 80 px on a desk and at most 155 px on a phone, and answers can be reached with the thumb', async () => {
    for (const n of [1, 2, 3]) await booked(`Nummer${n}`);
    const heights = (page: Visitor['page']) =>
      page.locator('.ask').evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height));
    await visitor.open(LIST);
    for (const height of await heights(visitor.page)) expect(height).toBeLessThanOrEqual(155);
    const buttons = visitor.page.locator('.ask .actions .button');
    for (const box of await buttons.evaluateAll((all) => all.map((each) => each.getBoundingClientRect().toJSON())))
      expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
    await visitor.page.setViewportSize(DESK);
    for (const height of await heights(visitor.page)) expect(height).toBeLessThanOrEqual(92);
  });

  test('filters stand above the questions: folded on a phone, in sight on a desk', async () => {
    await booked('Eins');
    await visitor.open(LIST);
    const search = visitor.page.locator('input[name=search]');
    expect(await search.isVisible()).toBe(false);
    await clickThrough(visitor.page.getByText('Suchen und filtern'));
    await search.fill('Eins');
    await visitor.press('Anzeigen');
    expect(visitor.path()).toContain('search=Eins');
    await visitor.page.setViewportSize(DESK);
    await visitor.open(LIST);
    expect(await search.isVisible()).toBe(true);
    const [field, first] = await Promise.all([search.boundingBox(), visitor.page.locator('.date').boundingBox()]);
    expect((field?.y ?? 0) < (first?.y ?? 0)).toBe(true);
  });
});

describe('portal#tabs', () => {
  test('upcoming: today, tomorrow, this week and later, soonest first; past: newest first', async () => {
    const on = async (lastName: string, start: string, productId: number) => {
      const { id } = await booked(lastName, { start, course: `Kurs ${productId}`, productId, people: productId });
      await stage.deps.confirmBooking({ scope: own(), id });
    };
    await on('Heute', '2025-03-03 23:00:00', 1);
    await on('Später', '2025-03-20 10:00:00', 4);
    await on('Sonntag', '2025-03-09 10:00:00', 3);
    await on('Morgen', '2025-03-04 10:00:00', 2);
    await on('Montag', '2025-03-10 10:00:00', 5);
    await visitor.open(LIST);
    await clickThrough(visitor.page.getByRole('link', { name: /^Kommend \d/ }));
    const shown = await texts('main section, main section li h3');
    expect(await texts('main section h2')).toEqual(['Heute', 'Morgen', 'Diese Woche', 'Später']);
    expect(shown.filter((text) => text.includes('Kurs'))).toHaveLength(9);
    expect(await texts('.date h3')).toEqual([
      'Heute, 23:00 Kurs 1',
      'Morgen, 10:00 Kurs 2',
      'So., 09.03., 10:00 Kurs 3',
      'Mo., 10.03., 10:00 Kurs 5',
      'Do., 20.03., 10:00 Kurs 4',
    ]);
    expect((await texts('.date .sum'))[2]).toBe('1 Buchung, 3 Personen');

    const later = await stage.visitor();
    stage.clock.advance(10 * 24 * HOUR_MS);
    await later.context.addCookies([
      { name: 'booking_session', value: await stage.sessionJwt(number()), url: stage.url },
    ]);
    await later.open(`${LIST}?tab=past`);
    const past = (await later.page.locator('.date h3').allTextContents()).map((text) => text.slice(0, 10));
    expect(past).toEqual(['Mo., 10.03', 'So., 09.03', 'Di., 04.03', 'Mo., 03.03']);
    stage.clock.advance(-10 * 24 * HOUR_MS);
    await later.context.close();
  });
});

describe('portal#past-pages', () => {
  test('older and newer ones, by a place in the address; the last step up shows the first page', async () => {
    const hours = Array.from({ length: 45 }, (_, n) => n);
    const start = (n: number) => `2025-03-${String(4 + Math.floor(n / 9)).padStart(2, '0')} ${10 + (n % 9)}:00:00`;
    await stage.order(
      ...hours.map((n) =>
        orderOf({ customerNumber: number(), course: `Kurs ${n}`, productId: 100 + (n % 7), start: start(n) }),
      ),
    );
    stage.clock.advance(20 * 24 * HOUR_MS);
    await visitor.context.close();
    visitor = await as(number());
    const shown = async () => (await texts('.date .which')).map((text) => Number(text.slice('Kurs '.length)));
    const links = () => texts('.pages a');
    const newest = hours.toReversed();
    await visitor.open(`${LIST}?tab=past&page=7&older=${encodeURIComponent('1.5; DROP')}&newer=9`);
    expect([await shown(), await links()]).toEqual([newest.slice(0, 20), ['Ältere']]);
    const walk = async (name: string) => {
      await clickThrough(visitor.page.getByRole('link', { name, exact: true }));
      return [await shown(), await links()];
    };
    expect(await walk('Ältere')).toEqual([newest.slice(20, 40), ['Neuere', 'Ältere']]);
    expect(await walk('Ältere')).toEqual([newest.slice(40), ['Neuere']]);
    const last = visitor.page.url();
    expect(await walk('Neuere')).toEqual([newest.slice(20, 40), ['Neuere', 'Ältere']]);
    // Of newer ones there are twenty, no more: the page is the first, and says so by having no link to newer ones.
    expect(await walk('Neuere')).toEqual([newest.slice(0, 20), ['Ältere']]);
    expect(new URL(last).searchParams.get('older')).toMatch(/^\d{13}\.\d+$/);
    await visitor.open(`${LIST}?tab=past&older=0.1`);
    expect([await texts('main [role=status]'), await links()]).toEqual([
      ['Auf dieser Seite steht nichts mehr.'],
      ['Neuere'],
    ]);
    expect(await walk('Neuere')).toEqual([newest.slice(25), ['Neuere', 'Ältere']]);
    stage.clock.advance(-20 * 24 * HOUR_MS);
  });
});

describe('portal#tabs · what has no date, and how many lie ahead', () => {
  test('confirmed without a date stands at the end of the upcoming ones; its tab counts course dates', async () => {
    const { id } = await booked('Eins', { start: null, course: 'Kurs ohne Tag', productId: 1, people: 3 });
    await stage.deps.confirmBooking({ scope: own(), id });
    await booked('Zwei', { start: '2025-03-20 10:00:00', course: 'Kurs mit Tag', productId: 2 });
    const gone = await booked('Drei', { start: null, course: 'Abgelehnt', productId: 3 });
    await stage.deps.declineBooking({ scope: own(), id: gone.id, reason: 'capacity_full' });
    await visitor.open(LIST);
    expect(await texts('.tabs a')).toEqual(['Offen 1', 'Kommend 2', 'Vergangen', 'Alle']);
    await clickThrough(visitor.page.getByRole('link', { name: /^Kommend \d/ }));
    expect(await texts('main section h2')).toEqual(['Später', 'Termin wird geklärt']);
    expect(await texts('.date .which')).toEqual(['Kurs mit Tag', 'Kurs ohne Tag']);
    expect((await texts('.date .sum')).at(-1)).toBe('1 Buchung, 3 Personen');
    expect(await texts('.tabs a')).toEqual(['Offen 1', 'Kommend 2', 'Vergangen', 'Alle']);
    await clickThrough(visitor.page.getByRole('link', { name: 'Kurs ohne Tag' }));
    expect(await texts('h1')).toEqual(['Kurs ohne Tag']);
    for (const place of ['?tab=past', '?status=all']) {
      await visitor.open(`${LIST}${place}`);
      expect((await texts('.tabs a'))[1]).toBe('Kommend 2');
    }
  });
});

describe('portal#answers-what-was-shown · more than a hundred of one course date', () => {
  test('the button names the hundred that the page shows, and the rest comes after the press', async () => {
    await Promise.all(Array.from({ length: 103 }, (_, n) => booked(`Nummer${n}`, { start: '2025-03-20 10:00:00' })));
    await visitor.open(LIST);
    expect(await texts('.bulk button, .bulk .no')).toEqual(['Diese 100 bestätigen', 'Diese 100 ablehnen']);
    expect(await texts('.date .hint')).toEqual(['Danach folgen noch 3 weitere.']);
    await visitor.press('Diese 100 bestätigen');
    expect(await visitor.page.locator('main').textContent()).toContain('100 bestätigt.');
    expect(await texts('.bulk button, .bulk .no')).toEqual(['Alle 3 bestätigen', 'Alle ablehnen']);
    await visitor.press('Alle 3 bestätigen');
    expect(await stage.deps.bookings.countAnswerable(own(), stage.clock.now())).toBe(0);
    const { total } = await stage.deps.bookings.list(
      own(),
      { ...NO_FILTER, status: 'confirmed', page: 1, limit: 1 },
      stage.clock.now(),
    );
    expect(total).toBe(103);
  });
});

describe('portal#answered-in-place', () => {
  test('an answer comes back at the next question; what was answered keeps its place with its way back', async () => {
    const all = [await booked('Eins'), await booked('Zwei', { people: 4 }), await booked('Drei')] as const;
    await visitor.open(LIST);
    await clickThrough(visitor.page.locator(`#b${all[1].id}`).getByRole('button', { name: /^Bestätigen/ }));
    expect(fragment()).toBe(`#b${all[2].id}`);
    expect(await visitor.page.locator(':target').getAttribute('id')).toBe(`b${all[2].id}`);
    expect(await visitor.page.evaluate(() => scrollY)).toBeGreaterThan(100);
    expect(await texts('.asks > li .name a, .asks > .did p')).toEqual([
      'Max Eins',
      'Bestätigt · Max Zwei, 4 Personen',
      'Max Drei',
    ]);
    expect(await texts('.done')).toEqual(['1 von 3 erledigt, 2 offen']);
    expect(await statuses(...all)).toEqual(['pending', 'confirmed', 'pending']);

    await visitor.press('Rückgängig');
    expect(fragment()).toBe(`#b${all[1].id}`);
    expect(await texts('.did')).toEqual([]);
    expect(await texts('.done')).toEqual(['3 offen']);
    expect(await statuses(...all)).toEqual(['pending', 'pending', 'pending']);
  });

  test('a decline says until when it can be taken back, and where to correct the dates; then it is gone', async () => {
    const [first, second] = [await booked('Eins'), await booked('Zwei')];
    await visitor.open(LIST);
    await clickThrough(visitor.page.locator(`#b${first.id}`).getByRole('link', { name: /^Ablehnen/ }));
    await visitor.page.check('input[value=capacity_full]');
    await visitor.press('Ablehnen');
    expect(fragment()).toBe(`#b${second.id}`);
    const until = new Date(stage.clock.now() + 10 * MINUTE_MS).toLocaleTimeString('de-DE', {
      timeZone: 'Europe/Berlin',
      hour: '2-digit',
      minute: '2-digit',
    });
    expect(await texts('.did button')).toEqual([expect.stringMatching(new RegExp(`^Rückgängig bis ${until}`))]);
    expect(await visitor.page.getAttribute('.told a[href^="https://dates"]', 'href')).toBe(
      'https://dates.example.org/',
    );
    const here = visitor.path();

    stage.clock.advance(10 * MINUTE_MS);
    await clickThrough(visitor.page.locator('.did button'));
    expect(await texts('.told')).toEqual([expect.stringContaining('Das lässt sich hier nicht mehr zurücknehmen.')]);
    await visitor.open(here);
    expect(await visitor.page.locator('.did button').count()).toBe(0);
    // The next visit begins anew.
    await visitor.open(LIST);
    expect(await visitor.page.locator('.did').count()).toBe(0);
    stage.clock.advance(-10 * MINUTE_MS);
  });

  test('somebody was quicker: told in its place, not overwritten', async () => {
    const [first] = [await booked('Eins'), await booked('Zwei')];
    await visitor.open(LIST);
    await stage.deps.declineBooking({ scope: managerScope(MANAGER), id: first.id, reason: 'other', notes: 'Anruf' });
    await clickThrough(visitor.page.locator(`#b${first.id}`).getByRole('button', { name: /^Bestätigen/ }));
    expect(await texts('.told')).toEqual([expect.stringMatching(/Max Eins, 2 Personen: .*am Telefon abgelehnt/)]);
    expect(await statuses(first)).toEqual(['declined']);
  });

  test('with a script, the dialog’s decline comes back at the next question, too', async () => {
    const [first, second] = [await booked('Eins'), await booked('Zwei')];
    const person = await as(number(), { javaScriptEnabled: true });
    await person.open(LIST);
    await clickThrough(person.page.locator(`#b${first.id}`).getByRole('link', { name: /^Ablehnen/ }));
    await person.page.locator('dialog[open] input[value=capacity_full]').check();
    await clickThrough(person.page.locator('dialog[open]').getByRole('button', { name: 'Ablehnen' }));
    await person.page.waitForURL(new RegExp(`#b${second.id}$`));
    expect(await person.page.locator('.did').count()).toBe(1);
    await person.context.close();
  });
});

describe('portal#answers-what-was-shown', () => {
  test('"Alle 3 bestätigen" answers exactly those, one result each; a booking that came since stays open', async () => {
    const all = [await booked('Eins'), await booked('Zwei'), await booked('Drei')];
    await visitor.open(LIST);
    const since = await booked('Danach');
    await visitor.press('Alle 3 bestätigen');
    expect(await statuses(...all, since)).toEqual(['confirmed', 'confirmed', 'confirmed', 'pending']);
    expect(fragment()).toBe(`#b${since.id}`);
    expect(await texts('.told')).toEqual(['3 bestätigt.']);
    expect(await visitor.page.locator('.did').count()).toBe(3);
    // The back button shows the page as it is now; pressing again answers nothing twice.
    await visitor.page.goBack();
    expect(await texts('.ask .name a')).toEqual(['Max Danach']);
  });

  test('portal#one-result-each: what changed meanwhile is listed, and the others are answered', async () => {
    const shape = { start: '2025-03-20 18:00:00' };
    const all: Stored[] = [];
    for (const name of ['Eins', 'Zwei', 'Drei', 'Vier', 'Fünf']) all.push(await booked(name, shape));
    const [, quicker, cancelled, changing] = all as [Stored, Stored, Stored, Stored, Stored];
    await visitor.open(LIST);
    await stage.deps.declineBooking({ scope: managerScope(MANAGER), id: quicker.id, reason: 'other', notes: 'x' });
    await stage.order(anOrder({ orderId: cancelled.order.orderId, state: 'canceled' }));
    await beginChange(stage, changing);
    await visitor.press('Alle 5 bestätigen');
    const [told = ''] = await texts('.told');
    expect(told).toContain('2 von 5 bestätigt. Inzwischen geändert:');
    expect(told).toMatch(/Max Zwei, 2 Personen: .*am Telefon abgelehnt/);
    expect(told).toMatch(/Max Drei, 2 Personen: .*storniert/);
    expect(told).toMatch(/Max Vier, 2 Personen: Bis die Änderung fertig ist/);
    expect(told).not.toMatch(/Eins|Fünf/);
    expect(await statuses(...all)).toEqual(['confirmed', 'declined', 'cancelled', 'pending', 'confirmed']);
  });

  test('declining all asks for one reason, offers the dates, keeps what was typed, and tells each', async () => {
    const all = [await booked('Eins'), await booked('Zwei')];
    await visitor.open(LIST);
    await visitor.follow('Alle ablehnen');
    expect(await visitor.heading()).toBe('2 Buchungen ablehnen');
    expect(await visitor.page.getAttribute('form a[href^="https://dates"]', 'href')).toBe('https://dates.example.org/');
    await visitor.page.fill('textarea', 'Der Ofen ist kaputt.');
    await visitor.press('Ablehnen');
    expect(await visitor.page.textContent('#reason-error')).toContain('Wählen Sie einen der Gründe aus.');
    expect(await visitor.page.inputValue('textarea')).toBe('Der Ofen ist kaputt.');
    await visitor.page.check('input[value=equipment_issue]');
    await visitor.press('Ablehnen');
    expect(await statuses(...all)).toEqual(['declined', 'declined']);
    expect(await now(stage, all[0] as Stored)).toMatchObject({ answer: { notes: 'Der Ofen ist kaputt.' } });
    expect(await texts('.told')).toEqual([expect.stringContaining('2 abgelehnt.')]);
    expect(await visitor.page.locator('.did button').count()).toBe(2);
  });

  test('what was typed when the session had ended is there again for these bookings, and for no others', async () => {
    const [one, other] = [await booked('Eins'), await booked('Zwei')];
    const formOf = ({ id }: Stored) => `/dashboard/answers/decline?ids=${id}`;
    await visitor.open(formOf(one));
    await visitor.page.fill('textarea', 'Der Ofen ist kaputt.');
    await visitor.page.check('input[value=equipment_issue]');
    const [session] = await visitor.context
      .cookies()
      .then((all) => all.filter(({ name }) => name === 'booking_session'));
    await visitor.context.clearCookies({ name: 'booking_session' });
    await visitor.press('Ablehnen');
    expect(visitor.path()).toMatch(/^\/login\?.*expired=1$/);
    await visitor.context.addCookies(session === undefined ? [] : [session]);
    await visitor.open(formOf(one));
    expect(await visitor.page.inputValue('textarea')).toBe('Der Ofen ist kaputt.');
    await visitor.open(formOf(other));
    expect(await visitor.page.inputValue('textarea')).toBe('');
  });

  test('on the course date’s page the same', async () => {
    const all = [await booked('Eins'), await booked('Zwei')];
    await visitor.open(LIST);
    await visitor.follow('Wer kommt?');
    await visitor.press('Alle 2 bestätigen');
    expect(visitor.path()).toContain('/dashboard/course-dates/');
    expect(await statuses(...all)).toEqual(['confirmed', 'confirmed']);
    expect(await texts('.told')).toEqual(['2 bestätigt.']);
    expect(await texts('.roll tbody th')).toEqual(['Max Eins', 'Max Zwei']);
    await visitor.press('Rückgängig');
    expect(await visitor.page.locator('.ask').count()).toBe(1);
  });

  test('with the keyboard alone', async () => {
    const all = [await booked('Eins'), await booked('Zwei')];
    const later = await booked('Später', { start: '2025-03-29 18:00:00', course: 'Pasta', productId: 5 });
    await visitor.open(LIST);
    await visitor.page.getByRole('button', { name: 'Alle 2 bestätigen' }).focus();
    await visitor.page.keyboard.press('Enter');
    await visitor.page.waitForURL(/#/);
    expect(fragment()).toBe(`#b${later.id}`);
    // From the next question on, Tab leads to its name, its phone, its answers.
    for (let n = 0; n < 3; n += 1) await visitor.page.keyboard.press('Tab');
    await visitor.page.keyboard.press('Enter');
    await visitor.page.waitForURL(/last=1/);
    expect(await statuses(...all, later)).toEqual(['confirmed', 'confirmed', 'confirmed']);
  });

  describe('odd requests get one clear answer', () => {
    const post = async (path: string, form: Readonly<Record<string, string>>) => {
      const headers = {
        Cookie: `booking_session=${await stage.sessionJwt(number())}`,
        'Sec-Fetch-Site': 'same-origin',
        'Content-Type': 'application/x-www-form-urlencoded',
      };
      return stage.send('POST', path, { headers, body: new URLSearchParams(form).toString() });
    };
    const over = Array.from({ length: 101 }, (_, n) => n + 1).join('.');

    test.each(['', 'MINE.MINE', over, 'MINE,2', 'x', '0', '-1', 'MINE.'])(
      'ids that are none, too many or twice: %s',
      async (ids) => {
        const mine = await booked('Meine');
        for (const [path, more] of [
          ['/dashboard/answers/confirm', {}],
          ['/dashboard/answers/decline', { reason: 'capacity_full' }],
        ] as const) {
          const { status, text } = await post(path, { ids: ids.replaceAll('MINE', String(mine.id)), ...more });
          expect([status, text.includes('Das konnten wir nicht lesen')]).toEqual([400, true]);
        }
        expect(await statuses(mine)).toEqual(['pending']);
      },
    );

    test('foreign, cancelled, answered and historic ones: each stays what it is, and nothing of a foreign one shows', async () => {
      const mine = await booked('Meine');
      const foreign = await book(stage, { lastName: 'Geheim' });
      const cancelled = await booked('Weg');
      await stage.order(anOrder({ orderId: cancelled.order.orderId, state: 'canceled' }));
      const answered = await booked('Voll');
      await stage.deps.declineBooking({ scope: own(), id: answered.id, reason: 'capacity_full' });
      // First read after its event.
      const historic = await booked('Damals', { start: '2025-02-01 18:00:00' });
      expect(historic.historic).toBe(true);
      const ids = [mine, foreign, cancelled, answered, historic].map(({ id }) => id).join('.');
      const answer = await post('/dashboard/answers/confirm', { ids, back: LIST });
      expect(answer.status).toBe(303);
      expect(await statuses(mine, foreign, cancelled, answered, historic)).toEqual([
        'confirmed',
        'pending',
        'cancelled',
        'declined',
        'pending',
      ]);
      expect(await now(stage, historic)).toEqual(historic);
      await visitor.open(String(answer.headers['location']));
      const [told = ''] = await texts('.told');
      expect(told).toContain('1 von 5 bestätigt.');
      expect(told).toContain('1 Buchung finden wir in Ihrem Konto nicht.');
      expect(await visitor.text()).not.toContain('Geheim');
      expect((await stage.bookings.find(scope, foreign.id))?.status).toBe('pending');
    });

    test('a form to decline without bookings, or with none that can be answered, leads back to the questions', async () => {
      const done = await booked('Fertig');
      await stage.deps.confirmBooking({ scope: own(), id: done.id });
      for (const ids of ['', 'x', over, String(done.id), '999999']) {
        await visitor.open(`/dashboard/answers/decline?ids=${ids}&back=https://evil.example/`);
        expect(visitor.path(), ids).toBe(LIST);
      }
    });

    test('pressed twice, everything is answered once', async () => {
      const all = [await booked('Eins'), await booked('Zwei')];
      const form = { ids: all.map(({ id }) => id).join('.'), back: LIST };
      const [one, two] = await Promise.all([
        post('/dashboard/answers/confirm', form),
        post('/dashboard/answers/confirm', form),
      ]);
      expect([one.status, two.status, one.headers['location']]).toEqual([303, 303, two.headers['location']]);
      for (const { id } of all)
        expect(
          (await stage.timeline(id)).filter((entry) => entry.kind === 'event' && entry.type === 'confirmed'),
        ).toHaveLength(1);
    });
  });
});

describe('portal#few-presses', () => {
  test('sixty open bookings on nine course dates are answered on a phone in under ten presses', async () => {
    await bookSixty(stage, { customerNumber: number() });
    const person = await as(number(), { viewport: PHONE });
    await person.open(LIST);
    expect(await person.page.textContent('#needed')).toBe('Bestätigungen erforderlich (60)');
    let presses = 0;
    while ((await person.page.locator('.ask').count()) > 0) {
      // The button for the next group is in sight, where the page came back.
      const button = person.page.getByRole('button', { name: /^Alle \d+ bestätigen/ }).first();
      if (presses > 0) expect(await inSight(button)).toBe(true);
      await clickThrough(button);
      presses += 1;
    }
    expect(presses).toBe(9);
    expect(await stage.bookings.countAnswerable(own(), stage.clock.now())).toBe(0);
    const { rows } = await stage.bookings.list(
      own(),
      { status: 'confirmed', from: null, to: null, courseId: null, search: '', page: 1, limit: 100 },
      stage.clock.now(),
    );
    expect(rows).toHaveLength(60);
    expect(await person.text()).toContain('60 von 60 erledigt, 0 offen');
    await person.context.close();
  });
});

/** Whether the whole of it can be seen without scrolling. */
async function inSight(element: ReturnType<Visitor['page']['locator']>): Promise<boolean> {
  return element.evaluate((each) => {
    const { top, bottom } = each.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
}
