import { asBookingId, asCustomerNumber } from '@miomente/booking-domain';
import { expect, it, vi } from 'vitest';
import { processesOnOneDatabase } from './support/processes.ts';
import { announce, JWT_ISSUER, partnerJwt } from './support/product.ts';

const CUSTOMER_NUMBER = 'P-1001';
const { startHttp, startScheduler, shop, bookingsOf, mailAbout, mailbox, pool } = await processesOnOneDatabase({
  CUSTOMER_MAILS: 'confirmed',
  CUSTOMER_MAIL_HOLD_MINUTES: '0.02',
  PORTAL_JWT_ISSUER: JWT_ISSUER,
  RECONCILE_MINUTES: '60',
});

it('booking#customer-informed: the customer is told of a yes, and the office of its end', async () => {
  const [http] = await Promise.all([startHttp(), startScheduler()]);
  const order = await shop.placeOrder({ customerNumber: asCustomerNumber(CUSTOMER_NUMBER), seed: 5 });
  expect(await announce(http.url, order.orderId)).toBe(200);
  const [booking] = await bookingsOf(order.orderId);
  if (booking === undefined) return expect.fail('There is no booking.');
  await mailAbout(booking.id, 'confirmation_request');
  const answer = async (action: string): Promise<number> => {
    const given = await fetch(`${http.url}/api/partner/bookings/${booking.id}/${action}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${partnerJwt(CUSTOMER_NUMBER)}`, 'content-type': 'application/json' },
      body: '{}',
    });
    await given.arrayBuffer();
    return given.status;
  };
  expect(await answer('confirm')).toBe(200);
  const { letter } = await mailAbout(booking.id, 'customer_confirmed');
  expect(letter?.to.address).toBe(order.customer.email);
  // It leaves before it is recorded.
  await vi.waitFor(async () => {
    const { rows } = await pool.query(
      'select customer_informed_at from miomente_partner_portal_booking_confirmations where id = $1',
      [booking.id],
    );
    expect(rows[0]?.customer_informed_at).toBeInstanceOf(Date);
  }, 60_000);

  expect(await answer('reopen')).toBe(200);
  const { rows } = await pool.query(
    'select escalation_reason as reason, ticket_requested_at is not null as ticket from miomente_partner_portal_booking_confirmations where id = $1',
    [booking.id],
  );
  expect(rows).toEqual([{ reason: 'confirmation_withdrawn', ticket: true }]);
  const kinds = (await mailbox.about(asBookingId(booking.id))).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'customer_confirmed')).toHaveLength(1);
});
