import {
  asOrderId,
  asOrderItemId,
  type BookingId,
  DAY_MS,
  DEFAULT_POLICY,
  HOUR_MS,
  managerScope,
  type Order,
  partnerScope,
  type Stored,
  systemScope,
} from '@miomente/booking-domain';
import {
  anOrder,
  anOrderItem,
  aPartner,
  MemoryOrderSource,
  MemoryReplyAddresses,
  MONDAY,
  PARTNER_NUMBER,
  SettableClock,
  useCasesOver,
} from '@miomente/booking-domain/testing';
import { LocalMailbox, LocalTicketDesk, makeSeal } from '@miomente/booking-local';
import { HmacTokenMint } from '@miomente/booking-node';
import { createPostgresPorts } from '@miomente/booking-postgres';
import { erasedText, noteText, ticketText } from '@miomente/booking-texts';
import { expect, it } from 'vitest';
import { type Canaries, canariesIn } from './support/canaries.ts';
import { SECRETS } from './support/environment.ts';
import { runCommand, startCommand } from './support/process.ts';
import { processesOnOneDatabase } from './support/processes.ts';
import { filesIn, wholeDatabase } from './support/whole-database.ts';

const TIME_ZONE = 'Europe/Berlin';
const SYSTEM = systemScope('a test');
const OFFICE = managerScope('office@example.org');
const BOOKINGS = 'miomente_partner_portal_booking_confirmations';
/** The events of the sample orders were long ago, on the clocks of real processes. */
const DAYS = '30';

/** What customers told the shop, and what people wrote about them. */
const CUSTOMER: Canaries = {
  firstName: 'Kanariana',
  lastName: "Vogel-O'Gelbschnabel",
  email: 'gelbschnabel@voliere.example',
  phone: '+49 89 5550123',
  confirmNotes: 'Nussallergie an Tisch sieben',
  declineNotes: 'Rohrbruch im Kühlraum',
  callNote: 'Rollstuhl am Fenstertisch',
  reply: 'Zwillingswagen an der Garderobe',
};
/** Of a keyed request, and what it asks for. */
const A_KEY = 'a'.repeat(64);
/** A customer whose event is still to come. */
const LATER: Canaries = { laterName: 'Zukunftsreich', laterEmail: 'bald@morgen.example' };

const { pool, env } = await processesOnOneDatabase({ RECONCILE_MINUTES: '60', LOG_LEVEL: 'trace' });
const erasing = { ...env, ERASE_CUSTOMER_DATA_AFTER_DAYS: DAYS };
const clock = new SettableClock();
clock.set(MONDAY);
const orders = new MemoryOrderSource();
const german = { language: 'de', timeZone: TIME_ZONE } as const;
const desk = new LocalTicketDesk({
  pool,
  clock,
  words: {
    ticket: (draft) => {
      const { title, descriptionHtml: html, descriptionText: text } = ticketText(draft, german);
      return { title, html, text };
    },
    note: (draft) => noteText(draft, german),
    erased: (at) => erasedText(at, german),
  },
});
const mailbox = new LocalMailbox({
  pool,
  clock,
  seal: makeSeal(SECRETS.SAMPLE_MAILBOX_KEY),
  write: ({ content }) => ({ subject: '', html: JSON.stringify(content), text: '' }),
});
const ports = createPostgresPorts(pool, { timeZone: TIME_ZONE });
const replyAddresses = new MemoryReplyAddresses();
const product = useCasesOver({
  ...ports,
  clock,
  orders,
  replyAddresses,
  // Also the customer gets a mail.
  policy: { ...DEFAULT_POLICY, customerMails: { holdMs: 0, language: 'de' } },
  ticketDesk: desk,
  mailer: mailbox,
  tokens: new HmacTokenMint({ current: SECRETS.BOOKING_TOKEN_SECRET }),
});

function order(n: number, over: Partial<Order> = {}): Order {
  const [firstName, lastName, email, phone] = ['firstName', 'lastName', 'email', 'phone'].map((f) => CUSTOMER[f] ?? '');
  return {
    ...anOrder({
      orderId: asOrderId(n),
      orderNumber: String(n),
      customer: { firstName: firstName ?? '', lastName: lastName ?? '', email: email ?? '', phone: phone ?? '' },
      items: [anOrderItem({ itemId: asOrderItemId(n) })],
    }),
    ...over,
  };
}

async function imports(...read: readonly Order[]): Promise<void> {
  orders.place(...read);
  await product.importOrders(read);
}

async function bookingOf(n: number): Promise<Stored> {
  const [booking] = await ports.bookings.findByOrders(SYSTEM, [asOrderId(n)]);
  return booking ?? expect.fail(`Order ${n} has no booking.`);
}

/** Does everything in the outbox, as a scheduler of that time would. */
async function deliverAll(): Promise<void> {
  for (let round = 0; round < 5; round += 1) {
    const { rows } = await pool.query<{ id: number }>(
      `select id::int from miomente_partner_portal_deliveries where state = 'queued' order by id`,
    );
    for (const { id } of rows) await product.deliver(id);
  }
  await pool.query('delete from graphile_worker._private_jobs');
}

const answersKept = async (): Promise<string> =>
  JSON.stringify((await pool.query('select body from miomente_partner_portal_kept_answers')).rows);

const dump = (): Promise<string> => wholeDatabase(pool);

/** Everything of bookings that figures, money and lists are made from, and the whole audit trail. */
async function whatStays(): Promise<readonly unknown[]> {
  const personal = [
    ...['customer_first_name', 'customer_last_name', 'customer_email', 'customer_phone', 'search_text'],
    ...['confirmation_notes', 'decline_notes', 'customer_erased_at', 'version', 'updated_at'],
  ];
  const bookings = await pool.query(`select to_jsonb(b) - $1::text[] as row from ${BOOKINGS} b order by id`, [
    personal,
  ]);
  const audit = await pool.query('select * from miomente_partner_portal_booking_audit order by id');
  return [bookings.rows, audit.rows];
}

it('orders#customer-data-ends: sent down every path, erased by three schedulers at once, and found nowhere', {
  timeout: 180_000,
}, async () => {
  await ports.partners.save(aPartner());
  const partner = partnerScope(PARTNER_NUMBER);
  const future = new Date(Date.now() + 60 * DAY_MS).toISOString().slice(0, 10);
  const option = { label: 'Termin', text: future, wallClock: `${future} 18:00:00` };
  await imports(
    ...[1, 2, 3, 4].map((n) => order(n)),
    order(5, {
      customer: { firstName: '', lastName: LATER['laterName'] ?? '', email: LATER['laterEmail'] ?? '', phone: '' },
      items: [anOrderItem({ itemId: asOrderItemId(5), options: [option] })],
    }),
  );
  await deliverAll();
  const idOf = async (n: number): Promise<BookingId> => (await bookingOf(n)).id;
  await product.declineBooking({ scope: partner, id: await idOf(1), reason: 'other', notes: CUSTOMER['declineNotes'] });
  // So that no ticket of an event to come gets the note of the call.
  await product.confirmBooking({ scope: partner, id: await idOf(5) });
  // Reminded, escalated with a ticket, and confirmed on the phone: a note on the ticket.
  for (const hours of [25, 49, 50, 72]) {
    clock.set(MONDAY + hours * HOUR_MS);
    await product.sweepReminders();
    await deliverAll();
  }
  const toPartner = { scope: OFFICE, customerNumber: PARTNER_NUMBER };
  expect(await product.claimCall(toPartner)).toMatchObject({ ok: true });
  const reported = { ...toPartner, outcome: 'not_reached', note: CUSTOMER['callNote'] } as const;
  expect(await product.recordCall(reported)).toMatchObject({ ok: true });
  await deliverAll();
  const { id: second, token } = await bookingOf(2);
  const written = { key: 'reply', author: aPartner().email, origin: 'person', text: CUSTOMER['reply'] ?? '' } as const;
  const recipients = [replyAddresses.ofBooking(second, token) ?? ''];
  expect(await product.takeReply({ ...written, recipients })).toBe('taken');
  const kept = await ports.keptAnswers.begin(A_KEY, A_KEY, HOUR_MS);
  const askedBy = kept.type === 'begun' ? kept.request : expect.fail(kept.type);
  await product.confirmBooking({ scope: OFFICE, id: second, notes: CUSTOMER['confirmNotes'], askedBy });
  // As the answer of the API shows it: the customer's name, contacts and the notes.
  await ports.keptAnswers.keep(askedBy, { status: 200, body: JSON.stringify(await bookingOf(2)) });
  expect(canariesIn(CUSTOMER, await answersKept())).toHaveLength(5);
  await imports(order(3, { state: 'canceled' }));
  // An order that was edited: the old booking is replaced.
  await imports(
    order(4, { replacedByOrderId: asOrderId(6), state: 'canceled' }),
    order(6, { replacesOrderId: asOrderId(4), items: [anOrderItem({ itemId: asOrderItemId(6) })] }),
  );
  await deliverAll();
  const before = await dump();
  expect(new Set(canariesIn({ ...CUSTOMER, ...LATER }, before))).toEqual(
    new Set(Object.keys({ ...CUSTOMER, ...LATER })),
  );
  const { rows: mails } = await pool.query('select booking_id::int as id from sample.mails');
  expect(new Set(mails.map(({ id }) => id)).size).toBeGreaterThan(4);
  const stays = await whatStays();

  const without = await runCommand('erase', env);
  expect([without.code, without.said]).toEqual([
    1,
    expect.stringContaining('ERASE_CUSTOMER_DATA_AFTER_DAYS is not set'),
  ]);
  const dry = await runCommand('erase', erasing, ['--dry-run']);
  expect([dry.code, dry.said]).toEqual([
    0,
    expect.stringContaining('Bookings to erase: 5, notes of calls: 1. Nothing was changed.'),
  ]);
  expect(await dump()).toContain(CUSTOMER['lastName']);
  const asked = await runCommand('customer-data', env, ['--email', ' GELBSCHNABEL@voliere.example ']);
  expect([asked.code, asked.code === 0 ? '' : asked.said]).toEqual([0, '']);
  expect(JSON.parse(asked.said)).toHaveLength(5);
  expect(asked.said).toContain(CUSTOMER['declineNotes']);
  expect(asked.said).toContain(`"text": "${CUSTOMER['callNote']}"`);
  const tokens = (await pool.query<{ t: string }>(`select confirmation_token as t from ${BOOKINGS}`)).rows;
  for (const { t } of tokens) expect(asked.said).not.toContain(t);

  const schedulers = Array.from({ length: 3 }, () => startCommand('scheduler', erasing));
  try {
    await Promise.all(schedulers.map((each) => each.said(/The scheduler is at work/)));
    await expect.poll(async () => canariesIn(CUSTOMER, await dump()), { timeout: 60_000, interval: 500 }).toEqual([]);
  } finally {
    await Promise.all(schedulers.map((each) => each.end('SIGTERM')));
  }
  const after = await dump();
  expect(canariesIn(LATER, after)).toEqual(Object.keys(LATER));
  expect(await whatStays()).toEqual(stays);
  // Repeated, the request gets its answer anew, without the customer, and confirms nothing again.
  expect(await ports.keptAnswers.begin(A_KEY, A_KEY, 0)).toEqual({ type: 'begun', request: askedBy });
  expect(await ports.keptAnswers.written(askedBy)).toEqual([second]);
  const { rows: left } = await pool.query('select distinct booking_id::int as id from sample.mails');
  expect(left).toEqual([{ id: await idOf(5) }]);
  expect(canariesIn(CUSTOMER, filesIn(env.DATA_DIR.replace(/data$/, '')))).toEqual([]);
  expect(canariesIn({ ...CUSTOMER, ...LATER }, schedulers.map((each) => each.output()).join())).toEqual([]);
  const counts = schedulers.map((each) => /"event":"customer_data_erased","bookings":(\d+)/.exec(each.output())?.[1]);
  expect(counts.reduce((sum, count) => sum + Number(count ?? 0), 0)).toBe(5);

  // The shop still has everything, and tells it again, also with changes.
  await product.importOrders([
    order(1),
    order(2),
    order(3, { state: 'canceled' }),
    order(6, { replacesOrderId: asOrderId(4) }),
  ]);
  await imports(order(2, { grandTotal: '200.0000', updatedAt: MONDAY + 900 * DAY_MS }));
  await product.reconcileOrders();
  await deliverAll();
  expect(canariesIn(CUSTOMER, await dump())).toEqual([]);
  expect((await bookingOf(2)).details.orderTotal.tenThousandths).toBe(2_000_000);
  const nobody = await runCommand('customer-data', env, ['--email', CUSTOMER['email'] ?? '']);
  expect(nobody.said).toBe('[]\n');
  expect((await runCommand('erase', erasing)).said).toContain('Bookings erased: 0, notes of calls: 0.');
});
