import { asCustomerNumber, HOUR_MS, partnerScope, type Stored, TransientFailure } from '@miomente/booking-domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, type World } from '../world.ts';
import { bookAsked as book } from './orders.ts';
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
