import {
  asBookingId,
  courseDateOf,
  type DatedCourseDate,
  HOUR_MS,
  partnerScope,
  type Stored,
  systemScope,
} from '@miomente/booking-domain';
import { aPartner, MONDAY, PARTNER_NUMBER } from '@miomente/booking-domain/testing';
import { freshDatabase } from '@miomente/booking-testing';
import { beforeEach, describe, expect, test } from 'vitest';
import { creating, keptOne, pendingNumber } from './given.ts';
import { postgresHarness } from './harness.ts';

const { pool } = await freshDatabase();
const harness = postgresHarness(pool);
const { bookings, deliveries, standingYeses } = harness.ports;
const scope = systemScope('tests of the version before');
const BOOKINGS = 'miomente_partner_portal_booking_confirmations';
const DELIVERIES = 'miomente_partner_portal_deliveries';
const queued = { step: 0, mail: 'queued', sentAt: null } as const;

beforeEach(() => harness.reset());

/** A booking with a mail on its way. */
async function waiting(mail: 'confirmation_request' | 'receipt' = 'confirmation_request'): Promise<Stored> {
  const message = { type: 'send_mail', mail, about: 0, afterMs: null, changes: null } as const;
  const outcome = await bookings.commitAll([creating({ ...pendingNumber(1), asking: queued }, [message])]);
  const [booking] = outcome.type === 'committed' ? outcome.bookings : [];
  return booking ?? expect.fail('Nothing was kept.');
}
const now = async (id: number) => (await bookings.find(scope, asBookingId(id)))?.asking;
const isDue = async (id: number): Promise<boolean> =>
  (await pool.query(`SELECT FROM ${BOOKINGS} WHERE id = $1 AND next_sweep_at <= now()`, [id])).rows.length > 0;
/** Ends the attempt as an older worker does: it knows nothing of when it began, and tells the booking nothing. */
const endAsBefore = (id: number) =>
  pool.query(`UPDATE ${DELIVERIES} SET state = 'done', finished_at = now() WHERE booking_id = $1`, [id]);

describe('delivery#only-what-left-counts: while the previous version still runs', () => {
  test('a mail that its worker ended counts as sent, and the booking is checked again', async () => {
    const { id } = await waiting();
    expect(await now(id)).toEqual(queued);
    expect(await isDue(id)).toBe(false);
    await endAsBefore(id);
    expect(await now(id)).toEqual({ step: 0, mail: 'sent', sentAt: null });
    expect(await isDue(id)).toBe(true);
  });

  test('a mail that asks for nothing, and one that a new worker ends, change nothing else', async () => {
    const other = await waiting('receipt');
    await endAsBefore(other.id);
    expect(await now(other.id)).toEqual(queued);
    await harness.reset();
    const { id } = await waiting();
    const [row] = await harness.deliveryRows();
    const attempt = (await deliveries.begin(row?.id ?? 0, 0)) ?? expect.fail('It is queued.');
    await deliveries.finish(attempt, { type: 'done', providerId: null }, 0);
    expect(await now(id)).toEqual(queued);
    expect(await isDue(id)).toBe(false);
  });

  test('a row that it wrote last is read by the reminders it counted', async () => {
    const { id, clockStartedAt } = await waiting();
    const lastAt = clockStartedAt + HOUR_MS;
    const write = `UPDATE ${BOOKINGS} SET reminder_count = 1, last_reminder_at = to_timestamp($2::float8 / 1000) WHERE id = $1`;
    await pool.query(write, [id, lastAt]);
    expect(await now(id)).toEqual({ step: 1, mail: 'sent', sentAt: lastAt });
    // It restarted the clock.
    await pool.query(
      `UPDATE ${BOOKINGS} SET reminder_count = 0, last_reminder_at = NULL, asking_step = 2, clock_started_at = now() WHERE id = $1`,
      [id],
    );
    expect(await now(id)).toEqual({ step: 0, mail: 'sent', sentAt: null });
  });
});

describe('booking#standing-yes: while the previous version still runs', () => {
  const owner = partnerScope(PARTNER_NUMBER);
  const courseDate = courseDateOf(pendingNumber(1)) as DatedCourseDate;
  const people = async () => (await standingYeses.find(owner, courseDate))?.confirmedPeople;
  const given = () => standingYeses.give(owner, courseDate, { people: 12, hours: 1 }, MONDAY);
  /** Changes a row as it does: it names no column that it does not know. */
  const write = (id: number, set: string) => pool.query(`UPDATE ${BOOKINGS} SET ${set} WHERE id = $1`, [id]);
  const CONFIRM = "status = 'confirmed', confirmed_at = now(), confirmed_by";

  test('what it books and confirms itself takes no place of a yes in advance', async () => {
    await given();
    const { id } = await keptOne(bookings, pendingNumber(1));
    expect((await bookings.find(scope, id))?.status).toBe('pending');
    await write(id, `${CONFIRM} = 'portal'`);
    expect(await people()).toBe(0);
  });

  test('what was answered in advance stays so when it writes the row, and is free when it cancels or declines', async () => {
    await given();
    const [one, two] = [await keptOne(bookings, pendingNumber(1)), await keptOne(bookings, pendingNumber(2))];
    for (const { id } of [one, two]) await write(id, `${CONFIRM} = 'standing_yes'`);
    const each = one.details.participants;
    expect(await people()).toBe(2 * each);
    await write(one.id, "confirmation_notes = 'Bis bald', customer_phone = '+49 89 0000009'");
    expect(await people()).toBe(2 * each);
    const read = await bookings.find(scope, one.id);
    expect(read).toMatchObject({ status: 'confirmed', answer: { channel: 'standing_yes', notes: 'Bis bald' } });
    await write(one.id, "status = 'cancelled', cancelled_at = now(), cancellation_cause = 'refunded'");
    expect(await people()).toBe(each);
    await write(
      two.id,
      `status = 'declined', confirmed_at = NULL, confirmed_by = NULL, declined_at = now(), declined_by = 'phone',
        decline_reason = 'other'`,
    );
    expect(await people()).toBe(0);
  });

  test('a channel that neither version knows is still refused', async () => {
    const { id } = await keptOne(bookings, pendingNumber(1));
    await expect(write(id, `${CONFIRM} = 'nobody'`)).rejects.toMatchObject({ constraint: 'booking_conf_confirmed_by' });
  });
});

describe('orders#corrected-address: while the previous version still runs', () => {
  test('an address that it brings ends a correction, which it knows nothing of', async () => {
    const { partners } = harness.ports;
    const addressCorrection = { at: MONDAY, by: 'office@example.org', replaced: 'alt@example.org' };
    await partners.save(aPartner({ email: 'neu@example.org', addressCorrection }));
    await pool.query(`UPDATE miomente_partner_portal_partners SET email = $1, email_folded = $1`, [
      'quelle@example.org',
    ]);
    const read = await partners.find(PARTNER_NUMBER);
    expect(read).toStrictEqual(aPartner({ email: 'quelle@example.org' }));
    expect(await partners.sameAddress(PARTNER_NUMBER, 'alt@example.org')).toBe('neither');
    expect(await partners.saveIf(read, aPartner({ email: 'weiter@example.org' }))).toBe(true);
  });
});
