import { asBookingId, asCustomerNumber } from '@miomente/booking-domain';
import { afterEach, expect, it } from 'vitest';
import { orderNumber } from '../bookings.ts';
import { openWorld, type World } from '../world.ts';

let world: World;
afterEach(() => world.stop());

it('orders#clean-names no name in an order reverses a line of a page or contains a control character', async () => {
  world = await openWorld();
  await world.partner();
  const customer = {
    firstName: '\u202eKim\0',
    lastName: 'Muster\u2066mann\u0007',
    email: 'k@example.org',
    phone: '1\u202d2',
  };
  await world.order(orderNumber(1, { customer }));
  const kept = await world.booking(asBookingId(1));
  expect(kept?.details.customer).toEqual({
    firstName: 'Kim ',
    lastName: 'Mustermann ',
    email: 'k@example.org',
    phone: '12',
  });
  const headers = { Cookie: `booking_session=${await world.sessionJwt(asCustomerNumber('P-100'))}` };
  for (const path of [
    '/dashboard/bookings?search=%E2%80%AEx',
    '/dashboard/bookings/1',
    '/dashboard/bookings/1/decline',
  ]) {
    const { status, text } = await world.send('GET', path, { headers });
    expect([path, status]).toEqual([path, 200]);
    expect(text).not.toMatch(/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufeff]/u);
  }
});

it('orders#clean-names texts from a page’s address are cleaned, too', async () => {
  world = await openWorld();
  const { text } = await world.send('GET', '/login?email=%E2%80%AEa%07%E2%81%A6@example.org');
  expect(text).toContain('value="a@example.org"');
});
