import { createHmac } from 'node:crypto';
import { asBookingId, type MailKind } from '@miomente/booking-domain';
import { LocalMailbox, makeSeal, OrderDesk, SampleShop } from '@miomente/booking-local';
import { HmacTokenMint, systemClock } from '@miomente/booking-node';
import type pg from 'pg';
import { vi } from 'vitest';
import { SECRETS } from './environment.ts';

/** The row of a booking. */
export interface BookingRow {
  readonly id: number;
  readonly status: string;
  readonly magento_order_id: number;
  readonly customer_number: string;
  readonly confirmation_token: string;
  readonly token_nonce: string;
  readonly token_key: string;
  readonly odoo_ticket_id: string | null;
}

const COLUMNS = `id::int, status, magento_order_id::int, customer_number, confirmation_token, token_nonce, token_key,
  odoo_ticket_id`;

/** The product's database for tests, and the sample shop. */
export function productOn(
  pool: pg.Pool,
  secrets: Pick<typeof SECRETS, 'BOOKING_TOKEN_SECRET' | 'SAMPLE_MAILBOX_KEY'> = SECRETS,
) {
  const mint = new HmacTokenMint({ current: secrets.BOOKING_TOKEN_SECRET });
  const mailbox = new LocalMailbox({
    pool,
    clock: systemClock,
    seal: makeSeal(secrets.SAMPLE_MAILBOX_KEY),
    write: () => ({ subject: '', html: '', text: '' }),
  });
  const bookingsOf = async (orderId: number): Promise<BookingRow[]> => {
    const { rows } = await pool.query<BookingRow>(
      `select ${COLUMNS} from miomente_partner_portal_booking_confirmations where magento_order_id = $1 order by id`,
      [orderId],
    );
    return rows;
  };
  return {
    mailbox,
    bookingsOf,
    shop: new SampleShop({ pool, clock: systemClock, timeZone: 'Europe/Berlin' }),
    orderDesk: new OrderDesk({ pool, clock: systemClock }),
    /** The links in the booking's mails. */
    tokenOf: (row: BookingRow): string =>
      mint.reveal('booking', { digest: row.confirmation_token, nonce: row.token_nonce, keyId: row.token_key }) ?? '',
    /** Waits for a mail of a kind about a booking, alone or among others. */
    mailAbout: (bookingId: number, kind: string) =>
      vi.waitFor(
        async () => {
          const mail = (await mailbox.about(asBookingId(bookingId))).find(
            ({ kind: is }) => is === kind || is === SEVERAL[kind],
          );
          if (mail === undefined) throw new Error(`There is no ${kind} about booking ${bookingId}.`);
          return mail;
        },
        // The test's own time limit ends the wait.
        { timeout: 240_000, interval: 100 },
      ),
  };
}

/** The mail about several bookings in which one of a kind may travel. */
const SEVERAL: Readonly<Record<string, MailKind>> = {
  confirmation_request: 'several_requests',
  first_reminder: 'several_reminders',
  second_reminder: 'several_reminders',
  receipt: 'several_receipts',
};

/** The issuer of the JWTs below. */
export const JWT_ISSUER = 'https://portal.example.org';

/** A partner's session, signed as by the existing portal. */
export function partnerJwt(customerNumber: string): string {
  return portalJwt({ sub: customerNumber, customer_number: customerNumber, role: 'partner' });
}

/** An office session; valid where `PORTAL_JWT_ISSUER` is {@link JWT_ISSUER}. */
export function managerJwt(address = 'office@example.org'): string {
  return portalJwt({ sub: address, role: 'manager' });
}

export function portalJwt(claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(Date.now() / 1_000) + 3_600;
  const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ iss: JWT_ISSUER, exp, ...claims })}`;
  return `${body}.${createHmac('sha256', SECRETS.PORTAL_JWT_SECRET).update(body).digest('base64url')}`;
}

/** Announces an order with the webhook. @returns the HTTP status */
export async function announce(url: string, orderId: number): Promise<number> {
  const answer = await fetch(`${url}/api/webhooks/new-order`, {
    method: 'POST',
    headers: { authorization: `Bearer ${SECRETS.WEBHOOK_SECRET}`, 'content-type': 'application/json' },
    body: JSON.stringify({ order_id: orderId }),
  });
  await answer.arrayBuffer();
  return answer.status;
}
