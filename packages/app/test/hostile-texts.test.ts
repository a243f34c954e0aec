import { asCustomerNumber } from '@miomente/booking-domain';
import { SAMPLE_PARTNERS } from '@miomente/booking-local';
import { send } from '@miomente/booking-testing';
import { describe, expect, it } from 'vitest';
import { processesOnOneDatabase } from './support/processes.ts';
import { announce, JWT_ISSUER, managerJwt, partnerJwt, portalJwt } from './support/product.ts';

const product = await processesOnOneDatabase({ PORTAL_JWT_ISSUER: JWT_ISSUER, TRUST_PROXY: '1' });
const { url } = await product.startHttp();
const partner = SAMPLE_PARTNERS.find(({ active }) => active)?.customerNumber ?? asCustomerNumber('');
const order = await product.shop.placeOrder({ customerNumber: partner, seed: 7 });
await announce(url, order.orderId);
const [booking] = await product.bookingsOf(order.orderId);
const id = booking?.id ?? 0;

const FORM = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
/** Each request comes from another address, so that rate limits do not interfere. */
let asked = 0;
async function statusOf(method: string, path: string, headers: Record<string, string>, body?: string): Promise<number> {
  asked += 1;
  const from = { 'x-forwarded-for': `192.0.2.${asked % 250}` };
  const answer = await send(url, method, path, {
    headers: { ...from, ...headers },
    ...(body === undefined ? {} : { body }),
  });
  for (const name of ['content-security-policy', 'x-content-type-options', 'x-request-id'])
    expect(answer.headers, `${name}: ${method} ${path}`).toHaveProperty([name]);
  return answer.status;
}
const office = () => ({ cookie: `booking_session=${managerJwt(`office-${asked}@example.org`)}` });
const TEXTS = ['%00', 'a%00b', '%ED%A0%80', '%EF%BF%BF', '%E2%80%AE', "'", '%25', '\\', '9'.repeat(40)];

describe('api#hostile-requests · on a real database', () => {
  it.each([
    '/manager/partners/%s',
    '/manager/partners?search=%s&period=own&from=%s&to=%s&sort=%s&page=%s',
    '/manager/addresses?cleared=%s&page=%s',
    '/manager/deliveries?delivery=%s&page=%s',
    '/manager/files/partners.csv?search=%s&from=%s',
    '/dashboard/bookings?search=%s&from=%s&to=%s&course_id=%s&status=%s&page=%s&notice=confirmed&booking=%s',
    '/dashboard/bookings?tab=%s&done=%s&last=%s&meant=%s&page=%s',
    '/dashboard/answers/decline?ids=%s&back=%s',
    '/dashboard/course-dates/%s?done=%s',
    '/dashboard/bookings/%s?notice=%s',
    '/api/manager/partners/%s',
    '/api/manager/partners?search=%s',
    '/api/manager/bookings?attention=missed&search=%s&partner=%s',
    '/login?next=%s&email=%s',
    '/login/%s',
    '/api/confirm/%s',
    '/api/decline/%s',
    '/confirmation-error?reason=%s&booking=%s',
    '/confirmation-success?booking=%s',
  ])('GET %s', async (path) => {
    for (const text of TEXTS)
      expect(await statusOf('GET', path.replaceAll('%s', text), office()), text).toBeLessThan(500);
  });

  it.each([
    '/login',
    '/login/x',
    '/manager/partners/%s/clear-bounce',
    '/manager/partners/%s/address',
    '/manager/deliveries/%s/resend',
    `/dashboard/bookings/${id}/decline`,
    '/confirmation-error/take-back',
  ])('POST %s', async (path) => {
    for (const text of TEXTS) {
      const fields = ['email', 'next', 'account', 'booking', 'reason', 'back', 'page'];
      const value = encodeURIComponent(text);
      const body = `${fields.map((name) => `${name}=${value}`).join('&')}&${fields.map((name) => `${name}=${text}`).join('&')}&notes=${text}`;
      const status = await statusOf('POST', path.replace('%s', text), { ...FORM, ...office() }, body);
      expect(status, text).toBeLessThan(500);
    }
  });

  it.each([
    { sub: 'u\0', role: 'partner', customer_number: partner },
    { sub: 'u', role: 'partner', customer_number: `${partner}\0` },
    { sub: 'u', role: 'partner', customer_number: partner, jti: '\0' },
    { sub: 'boss\0@example.org', role: 'manager' },
  ])('a JWT with a NUL is invalid: %j', async (claims) => {
    const authorization = { authorization: `Bearer ${portalJwt(claims)}` };
    expect(await statusOf('GET', '/api/partner/bookings', authorization)).toBe(401);
  });

  it('notes are stored without characters that the database can not store', async () => {
    const authorization = { authorization: `Bearer ${partnerJwt(partner)}`, 'content-type': 'application/json' };
    const path = `/api/partner/bookings/${id}/decline`;
    expect(await statusOf('POST', path, authorization, '{"reason":"other","notes":"a\\u0000"}')).toBe(400);
    expect(await statusOf('POST', path, authorization, '{"reason":"other","notes":"Ofen\\ud800 \\u202ekaputt"}')).toBe(
      200,
    );
    const { rows } = await product.pool.query<{ readonly notes: string }>(
      'select decline_notes as notes from miomente_partner_portal_booking_confirmations where id = $1',
      [id],
    );
    expect(rows).toEqual([{ notes: 'Ofen\ufffd kaputt' }]);
  });

  it.each(['9999-12-31', '1000-01-01', '0001-01-01', '0099-12-31', '2026-02-28'])(
    'days at the end of the calendar: %s',
    async (day) => {
      const authorization = { authorization: `Bearer ${partnerJwt(partner)}` };
      expect(await statusOf('GET', `/api/partner/bookings?to=${day}`, authorization)).toBe(200);
      expect(await statusOf('GET', `/api/partner/bookings?from=${day}`, authorization)).toBe(200);
      expect(await statusOf('GET', `/manager/partners?period=own&from=${day}&to=${day}`, office())).toBe(200);
      expect(await statusOf('GET', `/api/manager/partners?from=${day}&to=${day}`, office())).toBe(200);
    },
  );
});
