import { asCustomerNumber, asOrderId, DAY_MS, systemScope, TransientFailure } from '@miomente/booking-domain';
import { freshDatabase } from '@miomente/booking-testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { confirming, creating, kept, keptOne, mail, pendingNumber } from './given.ts';
import { postgresHarness } from './harness.ts';

const { pool } = await freshDatabase();
const harness = postgresHarness(pool);
const { bookings, deliveries, logins, flaggedOrderItems, partners } = harness.ports;
const scope = systemScope('tests of atomicity');
const AUDIT = 'miomente_partner_portal_booking_audit';

beforeEach(() => harness.reset());

/** Everything that a change may write. */
async function traces(): Promise<object> {
  const { rows } = await pool.query(`SELECT
    (SELECT count(*)::int FROM miomente_partner_portal_booking_confirmations) AS bookings,
    (SELECT count(*)::int FROM ${AUDIT}) AS audit,
    (SELECT count(*)::int FROM miomente_partner_portal_deliveries) AS deliveries,
    (SELECT count(*)::int FROM miomente_partner_portal_logins) AS logins,
    (SELECT count(*)::int FROM miomente_partner_portal_flagged_order_items) AS items,
    (SELECT count(*)::int FROM miomente_partner_portal_commits) AS commits,
    (SELECT count(*)::int FROM graphile_worker._private_jobs) AS jobs`);
  return rows[0];
}

describe('delivery#one-transaction: row, audit, delivery and job are written together or not at all', () => {
  const NOTHING = { bookings: 0, audit: 0, deliveries: 0, logins: 0, items: 0, commits: 0, jobs: 0 };
  const parts = [
    ['the row', 'miomente_partner_portal_booking_confirmations'],
    ['the audit row', AUDIT],
    ['the delivery', 'miomente_partner_portal_deliveries'],
    ['the note of the commit', 'miomente_partner_portal_commits'],
    ['the job', 'graphile_worker._private_jobs'],
  ] as const;
  const failing = async (table: string, work: () => Promise<unknown>): Promise<void> => {
    await pool.query(`ALTER TABLE ${table} ADD CONSTRAINT refuse_all CHECK (false) NOT VALID`);
    await expect(work()).rejects.toThrow(/refuse_all/);
    await pool.query(`ALTER TABLE ${table} DROP CONSTRAINT refuse_all`);
  };

  test.each(parts)('a creation that fails at %s writes nothing', async (_, table) => {
    await failing(table, () => bookings.commitEach([creating(pendingNumber(1), [mail('receipt')])]));
    expect(await traces()).toEqual(NOTHING);
  });

  test.each(parts)('an update that fails at %s changes nothing', async (_, table) => {
    const before = await keptOne(bookings, pendingNumber(1));
    const then = await traces();
    await failing(table, () => bookings.commitAll([confirming(before)]));
    expect(await traces()).toEqual(then);
    expect(await bookings.find(scope, before.id)).toEqual(before);
  });

  test.each([...parts, ['the partner', 'miomente_partner_portal_partners'] as const])(
    'reminders#hard-bounce: when the mark of an address or its escalation fails at %s, nothing changes',
    async (_, table) => {
      const before = await keptOne(bookings, pendingNumber(1));
      const { customerNumber } = before;
      const partner = { customerNumber, name: 'K', email: 'a@example.org', phone: null, language: 'de' } as const;
      await partners.save({ ...partner, active: true, holidays: null, addressMark: null, addressCorrection: null });
      const then = await traces();
      const bounced = { customerNumber, address: 'a@example.org', at: 0, reason: 'bounced' };
      await failing(table, () => bookings.commitAll([confirming(before)], bounced));
      expect(await traces()).toEqual(then);
      expect((await partners.find(customerNumber))?.addressMark).toBeNull();
      expect(await bookings.find(scope, before.id)).toEqual(before);
      expect(await bookings.commitAll([confirming(before)], bounced)).toMatchObject({ type: 'committed' });
      expect((await partners.find(customerNumber))?.addressMark).toEqual({ at: 0, reason: 'bounced' });
    },
  );

  test('a login that fails at its job writes nothing', async () => {
    const token = { ...pendingNumber(1).token };
    const login = { email: 'mara@example.org', language: 'de', next: '/', token, browser: null, at: 0 } as const;
    await failing('graphile_worker._private_jobs', () => logins.request(login));
    expect(await traces()).toEqual(NOTHING);
  });

  test('a flagged order item that fails at its job writes nothing', async () => {
    const { order } = pendingNumber(1);
    const item = {
      order,
      reason: 'no_partner',
      detail: null,
      courseName: 'Sushi',
      eventStart: null,
      flaggedAt: 0,
    } as const;
    await failing('graphile_worker._private_jobs', () => flaggedOrderItems.flag(item, { withTicket: true }));
    expect(await traces()).toEqual(NOTHING);
  });

  test('a delayed attempt that fails at its job is not delayed', async () => {
    await bookings.commitAll([creating(pendingNumber(1), [mail('receipt')])]);
    const [row] = await harness.deliveryRows();
    const attempt = (await deliveries.begin(row?.id ?? 0, 0)) ?? expect.fail('It is queued.');
    const later = { type: 'later', afterMs: 1, reason: 'r', failed: true } as const;
    await failing('graphile_worker._private_jobs', () => deliveries.finish(attempt, later, 0));
    expect(await deliveries.ticketDeskIsFailing()).toBe(false);
    expect(await deliveries.finish(attempt, { type: 'done', providerId: null }, 0)).toBe(true);
  });
});

describe('booking#audit-trail: the audit trail is append-only', () => {
  test.each([
    ['UPDATE', `UPDATE ${AUDIT} SET type = 'x'`],
    ['DELETE', `DELETE FROM ${AUDIT}`],
    ['TRUNCATE', `TRUNCATE ${AUDIT}`],
  ])('%s is refused', async (command, sql) => {
    await kept(bookings, pendingNumber(1));
    await expect(pool.query(sql)).rejects.toThrow(`The audit trail is append only: ${command} is refused.`);
    const { rows } = await pool.query(`SELECT type FROM ${AUDIT}`);
    expect(rows).toEqual([{ type: 'booking_registered' }]);
  });
});

describe('the table refuses impossible states', () => {
  const TABLE = 'miomente_partner_portal_booking_confirmations';
  test.each([
    ['confirmed without an instant', `status = 'confirmed'`],
    ['confirmed through no channel', `status = 'confirmed', confirmed_at = now()`],
    ['confirmed through an unknown channel', `status = 'confirmed', confirmed_at = now(), confirmed_by = 'fax'`],
    ['declined without a reason', `status = 'declined', declined_at = now(), declined_by = 'portal'`],
    ['cancelled without a cause', `status = 'cancelled', cancelled_at = now()`],
    ['pending with an answer', `confirmed_at = now(), confirmed_by = 'portal'`],
    ['an unknown status', `status = 'maybe'`],
    ['a third reminder', `reminder_count = 3, last_reminder_at = now()`],
    ['a reminder never sent', `reminder_count = 1`],
    ['an escalation without a reason', `escalated_at = now()`],
    ['a ticket number nobody asked for', `odoo_ticket_id = '17'`],
    ['a token in the clear', `confirmation_token = 'secret'`],
    ['fewer than no people', `participants = -1`],
  ])('%s', async (_, change) => {
    const { id } = await keptOne(bookings, pendingNumber(1));
    await expect(pool.query(`UPDATE ${TABLE} SET ${change} WHERE id = $1`, [id])).rejects.toThrow(/check constraint/);
  });
});

describe('what a mail waits for happens during its attempt', () => {
  afterEach(() => harness.reset());

  test('delivery#decline-waits-for-nobody: a waiting attempt then runs again at once, not in ten minutes', async () => {
    const far = 70 * 365 * DAY_MS;
    await bookings.commitAll([creating(pendingNumber(1), [mail('decline_confirmation', far)])]);
    const [booking] = await bookings.findByOrders(scope, [asOrderId(1_001)]);
    const [row] = await harness.deliveryRows();
    if (booking === undefined || row === undefined) expect.fail('They were just made.');
    const attempt = (await deliveries.begin(row.id, 0)) ?? expect.fail('It is queued.');
    const expedite = { type: 'expedite_mail', mail: 'decline_confirmation' } as const;
    await bookings.commitAll([
      { type: 'update', before: booking, booking, nextSweepAt: null, events: [], messages: [expedite] },
    ]);
    const waits = { type: 'later', afterMs: far, reason: 'waits for the ticket', failed: false } as const;
    expect(await deliveries.finish(attempt, waits, 0)).toBe(true);
    expect((await harness.jobs()).map((job) => job.runAt <= Date.now())).toEqual([true]);
    const next = (await deliveries.begin(row.id, 0)) ?? expect.fail('It is queued.');
    expect(await deliveries.finish(next, waits, 0)).toBe(true);
    expect((await harness.jobs()).map((job) => job.runAt > Date.now() + far - DAY_MS)).toEqual([true]);
  });
});

test('text that PostgreSQL can’t keep does not stop an order', async () => {
  const odd = pendingNumber(1);
  const customer = { ...odd.details.customer, firstName: 'Ma\0ra', lastName: 'half \uD83D of one' };
  const { id } = await keptOne(bookings, { ...odd, details: { ...odd.details, customer } });
  const { firstName, lastName } =
    (await bookings.find(scope, id))?.details.customer ?? expect.fail('It was just kept.');
  expect([firstName, lastName]).toEqual(['Mara', 'half \uFFFD of one']);
});

test('a refusal names the broken rule and none of the data', async () => {
  const canary = { ...pendingNumber(1), customerNumber: asCustomerNumber('P-canary') };
  const sharing = { ...pendingNumber(2), token: canary.token, customerNumber: asCustomerNumber('P-canary') };
  const error = await bookings.commitAll([creating(canary), creating(sharing)]).then(
    () => expect.fail('Two bookings share a link.'),
    (failure: Error) => failure,
  );
  expect(error).not.toBeInstanceOf(TransientFailure);
  expect(error.message).toContain('booking_conf_token');
  expect(JSON.stringify([error.message, error.stack, error.cause, { ...error }])).not.toMatch(
    new RegExp(`canary|${canary.token.digest}`),
  );
});
