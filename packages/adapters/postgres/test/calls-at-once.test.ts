import {
  asCustomerNumber,
  type CallEntry,
  type CustomerNumber,
  DAY_MS,
  HOUR_MS,
  managerScope,
  type Stored,
} from '@miomente/booking-domain';
import { aPartner, SettableClock, useCasesOver } from '@miomente/booking-domain/testing';
import { freshDatabase } from '@miomente/booking-testing';
import { beforeEach, expect, test } from 'vitest';
import { kept, pendingNumber } from './given.ts';
import { postgresHarness } from './harness.ts';
import { processesOn } from './processes.ts';

const { url, pool } = await freshDatabase();
const harness = postgresHarness(pool);
const clock = new SettableClock(Date.now());
/** The office on three processes. */
const processes = processesOn(url, 3).map((ports) => useCasesOver({ ...ports, clock }));
const PEOPLE = ['anna', 'berta', 'carl', 'doris', 'emil'].map((name) => managerScope(`${name}@example.org`));
const PARTNERS = Array.from({ length: 40 }, (_, n) => asCustomerNumber(`P-${100 + n}`));

beforeEach(() => harness.reset());

/** A booking to call about for each partner, and two for every fourth. */
async function aQueue(): Promise<readonly Stored[]> {
  for (const customerNumber of PARTNERS) await harness.ports.partners.save(aPartner({ customerNumber }));
  const now = clock.now();
  const bookings = PARTNERS.flatMap((customerNumber, n) =>
    (n % 4 === 0 ? [2 * n, 2 * n + 1] : [2 * n]).map((nth) => {
      const booking = pendingNumber(nth);
      return {
        ...booking,
        customerNumber,
        details: { ...booking.details, eventStart: now + DAY_MS + n * HOUR_MS },
        clockStartedAt: now - DAY_MS,
        escalation: { at: now - HOUR_MS, reason: 'no_answer' as const },
        ticket: { requestedAt: now - HOUR_MS, id: `T-${nth}`, key: booking.order.orderItemId },
      };
    }),
  );
  return kept(harness.ports.bookings, ...bookings);
}

const processOf = (n: number) => processes[n % processes.length] as (typeof processes)[number];

/**
 * Works a list down that is as it was when the page was opened: claims whoever was free then, and reports.
 * @returns whom this person called
 */
async function work(person: (typeof PEOPLE)[number], n: number, list: readonly CallEntry[]) {
  const { claimCall, recordCall } = processOf(n);
  const called: CustomerNumber[] = [];
  for (const { customerNumber, bookings, history } of list) {
    const claim = await claimCall({ scope: person, customerNumber, seen: history.last?.at ?? null });
    if (!claim.ok) continue;
    called.push(customerNumber);
    const answers = bookings.map(({ id }) => ({ id, action: 'confirm' as const }));
    const told = await recordCall({
      scope: person,
      customerNumber,
      fence: claim.value.fence,
      ...(called.length % 2 === 0 ? { outcome: 'answered', answers } : { outcome: 'not_reached' }),
    });
    expect(told.ok).toBe(true);
  }
  return called;
}

test('calls#call-once: five people on three processes, with pages that grow old, call every partner once', async () => {
  const bookings = await aQueue();
  const lists = await Promise.all(PEOPLE.map((person, n) => processOf(n).readCalls.queue(person)));
  expect(lists.map(({ length }) => length)).toEqual(PEOPLE.map(() => PARTNERS.length));
  const called = await Promise.all(PEOPLE.map((person, n) => work(person, n, lists[n] ?? [])));
  expect(called.flat().toSorted()).toEqual([...PARTNERS].toSorted());
  const { rows: log } = await pool.query('SELECT customer_number FROM miomente_partner_portal_calls ORDER BY 1');
  expect(log.map(({ customer_number }) => customer_number)).toEqual([...PARTNERS].toSorted());
  // One event and one note for each booking, whatever came of its call.
  const { rows: audit } = await pool.query(`SELECT booking_id FROM miomente_partner_portal_booking_audit
    WHERE type IN ('called', 'confirmed')`);
  expect(audit).toHaveLength(bookings.length);
  const notes = (await harness.deliveryRows()).filter(
    ({ content }) => content.type === 'booking_message' && content.message.type === 'note_ticket',
  );
  expect(new Set(notes.map(({ bookingId }) => bookingId)).size).toBe(bookings.length);
  expect(notes).toHaveLength(bookings.length);
});

test('calls#claim: in 12 rounds of five who claim the same partner at once, one gets it', async () => {
  await aQueue();
  const [customerNumber] = PARTNERS as [CustomerNumber];
  for (let round = 0; round < 12; round += 1) {
    const claims = await Promise.all(PEOPLE.map((scope, n) => processOf(n).claimCall({ scope, customerNumber })));
    const winners = PEOPLE.filter((_, n) => claims[n]?.ok);
    expect(winners).toHaveLength(1);
    const [scope] = winners as [(typeof PEOPLE)[number]];
    const releases = await Promise.all(
      PEOPLE.map((person, n) => processOf(n + 1).releaseCall({ scope: person, customerNumber })),
    );
    expect(releases.map(({ ok }) => ok)).toEqual(PEOPLE.map((person) => person === scope));
  }
});

test('calls#fence: who reports from two windows at once is heard once', async () => {
  await aQueue();
  const [customerNumber] = PARTNERS as [CustomerNumber];
  const [scope] = PEOPLE as [(typeof PEOPLE)[number]];
  for (let round = 0; round < 8; round += 1) {
    await processOf(round).claimCall({ scope, customerNumber });
    const reports = await Promise.all(
      processes.map(({ recordCall }) => recordCall({ scope, customerNumber, outcome: 'not_reached' })),
    );
    expect(reports.filter(({ ok }) => ok)).toHaveLength(1);
  }
  const { rows } = await pool.query(`SELECT count(*)::int AS n FROM miomente_partner_portal_booking_audit
    WHERE type = 'called'`);
  expect(rows).toEqual([{ n: 2 * 8 }]);
});
