import {
  asCustomerNumber,
  courseDateKey,
  courseDateOf,
  HOUR_MS,
  MINUTE_MS,
  type Order,
  partnerScope,
  type Stored,
  shownOf,
  TransientFailure,
} from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, type World } from '../world.ts';
import { bookAsked as book, orderOf } from './orders.ts';
import { pressed } from './pressing.ts';
import { linksOf } from './stage.ts';

let world: World;
let down = false;
const scope = partnerScope(asCustomerNumber('P-100'));

beforeAll(async () => {
  world = await openWorld({
    around: (call, run) => {
      if (down && call.port === 'declineReasons') throw new TransientFailure('The tests’ database does not answer.');
      return run();
    },
  });
  await world.partner();
});
afterAll(() => world.stop());

/** The browser of a partner who is logged in, at the page `from`. */
async function asked(method: 'GET' | 'POST', path: string, body = '', more: Record<string, string> = {}) {
  const headers = {
    Cookie: `booking_session=${await world.sessionJwt(asCustomerNumber('P-100'))}`,
    Accept: 'text/html',
    Origin: world.settings.publicUrl,
    ...(method === 'POST' ? { 'Content-Type': 'application/x-www-form-urlencoded' } : {}),
    ...more,
  };
  const answer = await world.send(method, path, { headers, ...(method === 'POST' ? { body } : {}) });
  return { ...answer, location: String(answer.headers['location'] ?? '') };
}

/** Presses a button, and reads the notice on the next page. */
async function notice(path: string, body = ''): Promise<string> {
  const { status, location } = await asked('POST', path, body);
  expect(status).toBe(303);
  const { text } = await asked('GET', location);
  return (/class="notice"[^>]*role="status">(.*?)<\/div>/s.exec(text)?.[1] ?? '').replace(/<[^>]+>/g, '');
}

const of = ({ id }: Stored, action = ''): string => `/dashboard/bookings/${id}${action}`;

describe('a second press does nothing twice and shows the current state', () => {
  test('confirming twice is the same as once', async () => {
    const booking = await book(world);
    expect(await notice(of(booking, '/confirm'))).toMatch(/^Bestätigt: /);
    const again = await notice(of(booking, '/confirm'));
    expect(again).toMatch(/^Bestätigt: /);
    expect(again).not.toContain('schneller');
    expect(
      (await world.timeline(booking.id)).filter((entry) => 'type' in entry && entry.type === 'confirmed'),
    ).toHaveLength(1);
  });

  test('from a page restored by the back button it says since when and how', async () => {
    const booking = await book(world);
    await world.deps.confirmBooking({ scope, id: booking.id });
    world.clock.advance(HOUR_MS);
    expect(await notice(of(booking, '/confirm'))).toMatch(
      /^Bestätigt: .* Das ist schon am .* Uhr im Partner-Portal geschehen\./,
    );
  });

  test('declining twice is the same as once, with its ticket', async () => {
    const booking = await book(world);
    expect(await notice(of(booking, '/decline'), 'reason=capacity_full')).toMatch(/^Abgelehnt: .*Ticket folgt/);
    expect(await notice(of(booking, '/decline'), 'reason=other')).toMatch(/^Abgelehnt: .*Ticket folgt/);
    expect(await world.booking(booking.id)).toMatchObject({ answer: { reason: 'capacity_full' } });
  });

  test('taking back twice is the same as once', async () => {
    const booking = await book(world);
    await world.deps.confirmBooking({ scope, id: booking.id });
    expect(await notice(of(booking, '/reopen'))).toMatch(/^Wieder offen: /);
    expect(await notice(of(booking, '/reopen'))).toMatch(/^Wieder offen: /);
  });

  test('the other answer was given meanwhile: somebody was faster', async () => {
    const booking = await book(world);
    await world.deps.confirmBooking({ scope, id: booking.id });
    expect(await notice(of(booking, '/decline'), 'reason=other')).toMatch(
      /^Schon beantwortet: .*im Partner-Portal bestätigt\. Ihre Antwort hat nichts geändert\./,
    );
  });

  test('links#single-use the button of the link’s page pressed twice leads to the success page both times', async () => {
    const booking = await book(world);
    const { confirm } = linksOf(world, booking);
    const form = pressed(world, booking);
    const press = () => world.send('POST', confirm, form);
    for (let n = 0; n < 2; n += 1) expect((await press()).headers['location']).toBe('/confirmation-success');
    world.clock.advance(60_000);
    expect((await press()).headers['location']).toBe('/confirmation-error?reason=already_processed');
  });
});

/** Orders of one course date, and their bookings. */
async function onOneDate(start: string, count: number) {
  const orders = Array.from({ length: count }, () =>
    orderOf({ start: `${start} 18:00:00`, course: `Kurs am ${start}` }),
  );
  return { orders, bookings: await world.order(...orders) };
}

/** The shop moves the course of an order. */
async function move(order: Order, day: string): Promise<void> {
  const wallClock = `${day} 18:00:00`;
  world.clock.advance(MINUTE_MS);
  const items = order.items.map((item) => ({ ...item, options: [{ label: 'Termin', text: wallClock, wallClock }] }));
  await world.order({ ...order, items, updatedAt: world.clock.now() });
}

/** What a page's form with this address brings along. */
function formOf(text: string, action: string): string {
  const [, form = ''] = text.split(`action="${action}"`);
  const fields = (form.split('</form>')[0] ?? '').matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  return new URLSearchParams([...fields].map(([, name = '', value = '']) => [name, value])).toString();
}

/** Headers of the same partner, who reads English. */
const english = async () => ({
  Cookie: `booking_session=${await world.sessionJwt(asCustomerNumber('P-100'))}; booking_language=en`,
});

const pending = async (booking: Stored) => (await world.booking(booking.id))?.status === 'pending';

describe('booking#as-shown · an answer on a page from before the course was moved', () => {
  test('confirming: nothing is written, the page shows the new date, and its button then confirms', async () => {
    const { orders, bookings } = await onOneDate('2025-04-01', 1);
    const [booking] = bookings as [Stored];
    const [order] = orders as [Order];
    const confirm = of(booking, '/confirm');
    const before = formOf((await asked('GET', of(booking))).text, confirm);
    await move(order, '2025-04-08');
    const { location } = await asked('POST', confirm, before);
    const { text } = await asked('GET', location);
    expect(text).toContain('Nicht gespeichert:');
    expect(text).toContain('08.04.2025');
    expect(await pending(booking)).toBe(true);
    expect((await asked('GET', location, '', await english())).text).toContain('Not saved:');
    expect((await asked('POST', confirm, formOf(text, confirm))).location).toContain('notice=confirmed');
    expect(await pending(booking)).toBe(false);
  });

  test('a form of before an upgrade, which says nothing of it, still answers', async () => {
    const { orders, bookings } = await onOneDate('2025-04-02', 1);
    const [booking] = bookings as [Stored];
    await move(orders[0] as Order, '2025-04-09');
    expect((await asked('POST', of(booking, '/confirm'))).location).toContain('notice=confirmed');
  });

  test('declining: the form comes back with what was typed and the new date', async () => {
    const { orders, bookings } = await onOneDate('2025-04-03', 1);
    const [booking] = bookings as [Stored];
    const decline = of(booking, '/decline');
    const form = formOf((await asked('GET', decline)).text, decline);
    await move(orders[0] as Order, '2025-04-10');
    const said = 'reason=other&notes=Der+Ofen';
    const { status, text } = await asked('POST', decline, `${form}&${said}`);
    expect(status).toBe(409);
    expect(text).toContain('Nicht gespeichert:');
    expect(text).toContain('10.04.2025');
    expect(text).toContain('>Der Ofen</textarea>');
    expect(await pending(booking)).toBe(true);
    expect((await asked('POST', decline, `${formOf(text, decline)}&${said}`)).location).toContain('notice=declined');
  });

  test('portal#one-result-each several at once: what moved is listed with its date, the others are confirmed', async () => {
    const { orders, bookings } = await onOneDate('2025-04-04', 3);
    const [one, ...others] = bookings as [Stored, Stored, Stored];
    const { text } = await asked('GET', '/dashboard/bookings');
    const many = '/dashboard/answers/confirm';
    const forms = text.split(`action="${many}"`).slice(1);
    const form = forms
      .map((part) => formOf(`action="${many}"${part}`, many))
      .find((each) => each.includes(`${one.id}`));
    await move(orders[0] as Order, '2025-04-11');
    const { location } = await asked('POST', many, form);
    expect([await pending(one), ...(await Promise.all(others.map(pending)))]).toEqual([true, false, false]);
    const told = await asked('GET', location);
    expect(told.text).toContain('2 von 3 bestätigt.');
    expect(told.text).toMatch(/11\.04\.2025[^<]*<\/a>: Ihre Antwort ist nicht gespeichert/);
  });

  test('portal#one-result-each all of a course date: its page is no more, and the inbox tells what became of it', async () => {
    const { orders, bookings } = await onOneDate('2025-04-05', 2);
    const page = paths.courseDate.at({ key: courseDateKey(courseDateOf(bookings[0] as Stored)) });
    expect((await asked('GET', page)).status).toBe(200);
    const ids = bookings.map(({ id }) => id).join('.');
    const shown = bookings.map(shownOf).join('.');
    for (const order of orders) await move(order, '2025-04-12');
    const body = new URLSearchParams({ ids, shown, back: page }).toString();
    const { location } = await asked('POST', '/dashboard/answers/confirm', body);
    const told = await asked('GET', location);
    expect(told.status).toBe(200);
    expect(told.text).toContain('0 von 2 bestätigt.');
    expect(await Promise.all(bookings.map(pending))).toEqual([true, true]);
  });

  test('links#press-mark on a link’s page, of whom we know: the page again, with the new date and a sentence', async () => {
    const { orders, bookings } = await onOneDate('2025-04-06', 1);
    const [booking] = bookings as [Stored];
    const { confirm } = linksOf(world, booking);
    const before = formOf((await asked('GET', confirm)).text, confirm);
    await move(orders[0] as Order, '2025-04-13');
    for (const [headers, sentence, date] of [
      [{}, 'Termin oder Personenzahl haben sich inzwischen geändert. Ihre Antwort ist noch nicht', '13.04.2025'],
      [await english(), 'The date or the number of people has changed meanwhile. Your answer is not saved', '13'],
    ] as const) {
      const { status, text } = await asked('POST', confirm, before, headers);
      expect(status).toBe(409);
      expect(text).toContain(sentence);
      expect(text).toContain(date);
      expect(text).not.toContain('Einmalig auf diesem Gerät');
    }
    expect(await pending(booking)).toBe(true);
    const fresh = formOf((await asked('POST', confirm, before)).text, confirm);
    expect((await asked('POST', confirm, fresh)).location).toBe('/confirmation-success');
  });
});

describe('api#pages · nothing that was typed or chosen is lost', () => {
  test('when the database fails, the form comes back as it was', async () => {
    const booking = await book(world);
    down = true;
    const failed = await asked('POST', of(booking, '/decline'), 'reason=other&notes=Der+Ofen', {
      Referer: `${world.url}${of(booking, '/decline')}`,
    }).finally(() => {
      down = false;
    });
    expect(failed.status).toBe(503);
    expect(failed.text).toContain(`href="${of(booking, '/decline')}"`);
    const [draft = ''] = String(failed.headers['set-cookie']).split(';');
    const cookies = `booking_session=${await world.sessionJwt(asCustomerNumber('P-100'))}; ${draft}`;
    const { text } = await asked('GET', of(booking, '/decline'), '', { Cookie: cookies });
    expect(text).toContain('>Der Ofen</textarea>');
    expect(text).toMatch(/value="other"[^>]*checked/);
  });

  test('a session that expired during a form says so at the login, and returns to the same place', async () => {
    const booking = await book(world);
    const answer = await asked('POST', of(booking, '/confirm'), '', { Cookie: '' });
    expect(answer.location).toBe(`/login?next=${encodeURIComponent(of(booking))}&expired=1`);
    expect((await world.send('GET', answer.location)).text).toContain('Ihre Anmeldung ist abgelaufen.');
  });

  test('the link back from a booking keeps the list’s filter', async () => {
    const booking = await book(world);
    const from = { Referer: `${world.url}/dashboard/bookings?status=pending&page=1` };
    expect((await asked('GET', of(booking), '', from)).text).toContain(
      'class="back" href="/dashboard/bookings?status=pending&amp;page=1"',
    );
    for (const Referer of ['https://evil.example/dashboard/bookings/7', 'nonsense', `${world.url}/login`])
      expect((await asked('GET', of(booking), '', { Referer })).text).toContain(
        'class="back" href="/dashboard/bookings"',
      );
  });

  test('a form sent from the wrong account offers to log out', async () => {
    const { status, text } = await asked('GET', '/manager');
    expect(status).toBe(403);
    expect(text).toContain('<form method="post" action="/logout">');
  });
});

test('a booking’s page shows the answer with its notes, and after a decline the ticket and the dates', async () => {
  const booking = await book(world);
  await world.deps.declineBooking({ scope, id: booking.id, reason: 'equipment_issue', notes: 'Der Ofen\nist kaputt.' });
  world.clock.advance(HOUR_MS);
  await world.deliverDue();
  const { text } = await asked('GET', of(booking));
  const panel = /aria-labelledby="answer">(.*?)<\/section>/s.exec(text)?.[1] ?? '';
  const ticket = (await world.booking(booking.id))?.ticket?.id;
  for (const said of [
    'Abgelehnt',
    'Ausstattungsproblem',
    'Der Ofen\nist kaputt.',
    `#${ticket}`,
    'https://dates.example.org/',
  ])
    expect(panel, said).toContain(said);
});
