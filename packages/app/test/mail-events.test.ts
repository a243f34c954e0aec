import { createSign, generateKeyPairSync } from 'node:crypto';
import { SAMPLE_PARTNERS } from '@miomente/booking-local';
import { describe, expect, it } from 'vitest';
import { processesOnOneDatabase } from './support/processes.ts';
import { announce } from './support/product.ts';

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
// The scheduler is not started: nothing is sent anywhere.
const { startHttp, shop, bookingsOf, pool } = await processesOnOneDatabase({
  SENDGRID_API_KEY: 'SG.test',
  MAIL_FROM: 'partner@example.org',
  SENDGRID_WEBHOOK_PUBLIC_KEY: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
});

async function post(
  url: string,
  events: readonly object[],
  key = privateKey,
): Promise<{ status: number; body: string }> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const body = `${JSON.stringify(events)}\r\n`;
  const signature = createSign('sha256').update(timestamp).update(body).sign({ key, dsaEncoding: 'der' }, 'base64');
  const answer = await fetch(`${url}/api/webhooks/sendgrid`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-twilio-email-event-webhook-signature': signature,
      'x-twilio-email-event-webhook-timestamp': timestamp,
    },
    body,
  });
  return { status: answer.status, body: await answer.text() };
}

describe('reminders#hard-bounce · reports of SendGrid, signed, over HTTP', () => {
  it('a hard bounce escalates the pending booking and marks the address, once however often it is told', async () => {
    const [partner] = SAMPLE_PARTNERS.filter(({ active, email }) => active && email !== null);
    const http = await startHttp();
    const order = await shop.placeOrder({ customerNumber: partner?.customerNumber ?? '' });
    await announce(http.url, order.orderId);
    const [booking] = await bookingsOf(order.orderId);
    const { rows } = await pool.query<{ message_id: string }>(
      `select message_id from miomente_partner_portal_deliveries where booking_id = $1 and mail = 'confirmation_request'`,
      [booking?.id],
    );
    const bounce = {
      event: 'bounce',
      type: 'bounce',
      email: partner?.email,
      timestamp: 1_700_000_000,
      sg_event_id: 'one',
      message_id: rows[0]?.message_id,
    };

    expect(await post(http.url, [bounce], generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)).toMatchObject(
      {
        status: 401,
      },
    );
    for (let i = 0; i < 3; i += 1) {
      expect(await post(http.url, [bounce])).toEqual({
        status: 200,
        body: JSON.stringify({ success: true, data: { reports: 1, known: 1 } }),
      });
    }

    const told = await pool.query(
      `select escalation_reason,
         (select count(*)::int from miomente_partner_portal_booking_audit a where a.booking_id = b.id and a.type = 'mail_reported') as reports
       from miomente_partner_portal_booking_confirmations b where id = $1`,
      [booking?.id],
    );
    expect(told.rows).toEqual([{ escalation_reason: 'mail_bounced', reports: 1 }]);
    const marked = await pool.query(
      'select address_marked_at is not null as marked from miomente_partner_portal_partners where customer_number = $1',
      [partner?.customerNumber],
    );
    expect(marked.rows).toEqual([{ marked: true }]);
  });
});
