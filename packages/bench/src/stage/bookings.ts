import { asCustomerNumber, type CustomerNumber } from '@miomente/booking-domain';
import type pg from 'pg';
import type { Stage } from './stage.ts';

const TABLE = 'miomente_partner_portal_booking_confirmations';

/** A database of many bookings, and whose they are. */
export interface ManyBookings {
  readonly url: string;
  readonly pool: pg.Pool;
  /** The partner with a tenth of all bookings. */
  readonly largest: CustomerNumber;
  /** Partners of average size. */
  readonly ordinary: readonly CustomerNumber[];
}

const PARTNERS = 2_000;
const partner = (n: number): CustomerNumber => asCustomerNumber(`P-${String(n).padStart(5, '0')}`);

/** Bookings over 2,000 partners, the first of whom has a tenth; status, dates and names as in real life. */
export function manyBookings(stage: Stage, bookings: number): Promise<ManyBookings> {
  return stage.part(`${bookings} bookings`, async () => {
    const { url, pool } = await stage.database(`bookings_${bookings}`);
    await pool.query(PARTNERS_SQL, [PARTNERS]);
    const { rows } = await pool.query<{ name: string; definition: string }>(INDEXES_SQL, [TABLE]);
    for (const { name } of rows) await pool.query(`DROP INDEX ${name}`);
    await pool.query(BOOKINGS_SQL, [bookings, Math.floor(bookings / 10), PARTNERS]);
    for (const { definition } of rows) await pool.query(definition);
    await pool.query('VACUUM ANALYZE');
    stage.say(
      `${bookings.toLocaleString('en')} bookings of ${PARTNERS.toLocaleString('en')} partners stand in the database`,
    );
    return {
      url,
      pool,
      largest: partner(1),
      ordinary: Array.from({ length: PARTNERS - 1 }, (_, i) => partner(i + 2)),
    };
  });
}

const PARTNERS_SQL = `
  INSERT INTO miomente_partner_portal_partners (customer_number, name, email, email_folded, phone, language, active)
  SELECT 'P-' || lpad(n::text, 5, '0'), 'Kochschule ' || n, n || '@example.org', n || '@example.org', '+49 89 000000',
    'de', true
  FROM generate_series(1, $1::integer) AS n`;

/** Filling a table and then indexing it takes a third of the time. */
const INDEXES_SQL = `
  SELECT indexname AS name, indexdef AS definition FROM pg_indexes
  WHERE tablename = $1 AND indexname NOT IN (
    SELECT conname FROM pg_constraint WHERE conrelid = $1::regclass)`;

/** $1 how many, $2 how many of the first partner, $3 how many partners. Random is a hash of the number: each time the same. */
const BOOKINGS_SQL = `
  INSERT INTO ${TABLE} (
    magento_order_id, magento_order_item_id, magento_order_increment_id, customer_number, status,
    confirmation_token, token_nonce, token_key, token_expires_at,
    confirmed_at, confirmed_by, declined_at, declined_by, decline_reason, cancelled_at, cancellation_cause,
    clock_started_at, announced_at, next_sweep_at,
    customer_first_name, customer_last_name, customer_email, customer_phone, course_id, course_name, course_sku,
    event_start, participants, price, order_total, currency, order_date, payment_status, search_text, created_at)
  SELECT
    n, n, lpad(n::text, 9, '0'),
    'P-' || lpad((CASE WHEN n <= $2 THEN 1 ELSE 2 + n % ($3::integer - 1) END)::text, 5, '0'), status,
    encode(sha256(n::text::bytea), 'hex'), encode(sha256(('nonce' || n)::bytea), 'hex'), 'a-key', start - interval '1 hour',
    CASE status WHEN 'confirmed' THEN ordered + interval '5 hours' END, CASE status WHEN 'confirmed' THEN 'email_token' END,
    CASE status WHEN 'declined' THEN ordered + interval '9 hours' END, CASE status WHEN 'declined' THEN 'portal' END,
    CASE status WHEN 'declined' THEN 'capacity_full' END,
    CASE status WHEN 'cancelled' THEN ordered + interval '2 days' END,
    CASE status WHEN 'cancelled' THEN 'order_cancelled' END,
    ordered, ordered, CASE status WHEN 'pending' THEN now() + interval '1 day' + n * interval '1 second' END,
    first.name, last.name, 'kunde' || n || '@example.org', '+49 89 ' || n, 1 + n % 40,
    (ARRAY['Sushi-Kurs für Anfänger', 'Pasta von Hand', 'Barista-Basics', 'Weinprobe Rot', 'Thai-Küche'])[1 + n % 5],
    'KURS-' || n % 40, start, 1 + n % 6, 79 * (1 + n % 6), 79 * (1 + n % 6), 'EUR', ordered, 'paid',
    first.folded || ' ' || last.folded || ' ' || lpad(n::text, 9, '0'), ordered
  FROM generate_series(1, $1::integer) AS n
  CROSS JOIN LATERAL (SELECT abs(hashint4(n)) AS random, abs(hashint4(n + 7919)) AS luck) AS dice
  CROSS JOIN LATERAL (SELECT
    CASE WHEN chance % 100 < 4 THEN 'pending' WHEN chance % 100 < 75 THEN 'confirmed'
      WHEN chance % 100 < 85 THEN 'declined' ELSE 'cancelled' END AS status) AS state
  CROSS JOIN LATERAL (SELECT date_trunc('hour', now()) +
    CASE status WHEN 'pending' THEN 3 + luck % 60 ELSE luck % 800 - 700 END * interval '1 day' AS start) AS event
  CROSS JOIN LATERAL (SELECT least(start, now()) - (2 + luck % 20) * interval '1 day' AS ordered) AS placed
  JOIN (VALUES (0, 'Mara', 'mara'), (1, 'Jörg', 'jorg'), (2, 'Zoë', 'zoe'), (3, 'Anna', 'anna'), (4, 'Ben', 'ben'),
    (5, 'Käthe', 'kathe'), (6, 'Olaf', 'olaf')) AS first (k, name, folded) ON first.k = luck % 7
  JOIN (VALUES (0, 'Muster', 'muster'), (1, 'Groß', 'gross'), (2, 'Beispiel', 'beispiel'), (3, 'Lindgrün', 'lindgrun'),
    (4, 'Sommer', 'sommer'), (5, 'Winter', 'winter'), (6, 'Nordmann', 'nordmann'), (7, 'Ewert', 'ewert'),
    (8, 'Yildiz', 'yildiz'), (9, 'Kovač', 'kovac'), (10, 'Özer', 'ozer')) AS last (k, name, folded)
    ON last.k = chance % 11`;
