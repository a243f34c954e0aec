import { createSign, generateKeyPairSync } from 'node:crypto';
import { asCustomerNumber } from '@miomente/booking-domain';
import { SAMPLE_PARTNERS } from '@miomente/booking-local';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { API_KEY, SendGridServer } from '../../adapters/sendgrid/test/sendgrid-server.ts';
import { processesOnOneDatabase } from './support/processes.ts';
import { announce } from './support/product.ts';

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const sendgrid = await SendGridServer.open();
afterAll(() => sendgrid.close());
const { startHttp, startScheduler, shop, bookingsOf, pool } = await processesOnOneDatabase({
  SENDGRID_API_KEY: API_KEY,
  SENDGRID_BASE_URL: sendgrid.url,
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

const [partner, other] = SAMPLE_PARTNERS.filter(({ active, email }) => active && email !== null);
let http: Awaited<ReturnType<typeof startHttp>>;
beforeAll(async () => {
  http = await startHttp();
});

async function booked(of = partner): Promise<number> {
  // All of one course, because a bounce by address concerns all waiting mails.
  const order = await shop.placeOrder({ seed: 4, customerNumber: of?.customerNumber ?? asCustomerNumber('') });
  await announce(http.url, order.orderId);
  return (await bookingsOf(order.orderId))[0]?.id ?? expect.fail('The order was not booked.');
}

const knows = (known: number) => ({
  status: 200,
  body: JSON.stringify({ success: true, data: { reports: 1, known } }),
});

describe('reminders#hard-bounce · signed reports of SendGrid over HTTP', () => {
  it('a hard bounce escalates the pending booking and marks the address, once however often it is reported', async () => {
    const id = await booked();
    const { rows } = await pool.query<{ message_id: string }>(
      `select message_id from miomente_partner_portal_deliveries where booking_id = $1 and mail = 'confirmation_request'`,
      [id],
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
      expect(await post(http.url, [bounce])).toEqual(knows(1));
    }

    const told = await pool.query(
      `select escalation_reason,
         (select count(*)::int from miomente_partner_portal_booking_audit a where a.booking_id = b.id and a.type = 'mail_reported') as reports
       from miomente_partner_portal_booking_confirmations b where id = $1`,
      [id],
    );
    expect(told.rows).toEqual([{ escalation_reason: 'mail_bounced', reports: 1 }]);
    const marked = await pool.query(
      'select address_marked_at is not null as marked from miomente_partner_portal_partners where customer_number = $1',
      [partner?.customerNumber],
    );
    expect(marked.rows).toEqual([{ marked: true }]);
  });
});

describe('delivery#reports-without-our-id · a bounce that came back by mail, over HTTP', () => {
  const providerIdOf = async (id: number): Promise<string> => {
    const find = async (): Promise<string> => {
      const { rows } = await pool.query<{ provider_id: string }>(
        `select provider_id from miomente_partner_portal_deliveries
         where booking_id = $1 and mail = 'confirmation_request' and state = 'done'`,
        [id],
      );
      return rows[0]?.provider_id ?? expect.fail('It has not left yet.');
    };
    return vi.waitFor(find, { timeout: 20_000 });
  };
  const escalated = async (...ids: readonly number[]): Promise<readonly (string | null)[]> => {
    const { rows } = await pool.query<{ reason: string | null }>(
      `select escalation_reason as reason from miomente_partner_portal_booking_confirmations
       where id = any($1::bigint[]) order by id`,
      [ids],
    );
    return rows.map(({ reason }) => reason);
  };
  const bounce = { event: 'bounce', type: 'bounce', email: other?.email, timestamp: 1_700_000_000 };

  it('is matched by SendGrid’s id, else by the address, which no delivery contains', async () => {
    await startScheduler();
    const [one, two, three] = [await booked(other), await booked(other), await booked(other)];
    const sent = await Promise.all([one, two, three].map(providerIdOf));
    const byId = { ...bounce, sg_message_id: `${sent[1]}.recvd-5d4f-1-6A.0` };
    expect(await post(http.url, [{ ...byId, event: 'delivered', type: undefined }])).toMatchObject({ status: 200 });
    expect(await escalated(one, two, three)).toEqual([null, null, null]);
    expect(await post(http.url, [byId])).toEqual(knows(1));
    expect(await escalated(one, two, three)).toEqual([null, 'mail_bounced', null]);

    expect(await post(http.url, [{ ...bounce, email: 'fremd@example.org' }])).toEqual(knows(0));
    expect(await post(http.url, [{ ...bounce, email: other?.email?.toUpperCase() }])).toEqual(knows(1));
    expect(await escalated(one, two, three)).toEqual(['mail_bounced', 'mail_bounced', 'mail_bounced']);
    const { rows } = await pool.query<{ row: string }>(
      "select string_agg(d::text, e'\\n') as row from miomente_partner_portal_deliveries d",
    );
    expect(rows[0]?.row).toContain('confirmation_request');
    expect(rows[0]?.row.toLowerCase()).not.toContain(other?.email?.toLowerCase());
  });

  it('delivery#corrected-address: a mail that bounced at an old address is sent to the new one', async () => {
    const corrected = 'corrected@example.org';
    const set = (email: string | null | undefined) =>
      pool.query(
        `update miomente_partner_portal_partners set email = $2, email_folded = lower($2), address_marked_at = null,
           address_mark_reason = null where customer_number = $1`,
        [other?.customerNumber, email],
      );
    await set(other?.email);
    const id = await booked(other);
    await providerIdOf(id);
    await set(corrected);
    expect(await post(http.url, [{ ...bounce, timestamp: 1_700_000_001 }])).toEqual(knows(1));
    await vi.waitFor(() => expect(sendgrid.accepted.at(-1)?.personalizations[0]?.to[0]?.email).toBe(corrected), {
      timeout: 20_000,
    });
    expect(await escalated(id)).toEqual([null]);
  });
});
