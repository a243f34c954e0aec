import { asOrderId } from '@miomente/booking-domain';
import { SAMPLE_PARTNERS } from '@miomente/booking-local';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ENTERPRISE_17 } from '../../adapters/odoo/test/odoo/editions.ts';
import { OdooServer } from '../../adapters/odoo/test/odoo/server.ts';
import { API_KEY, SendGridServer } from '../../adapters/sendgrid/test/sendgrid-server.ts';
import { type Canaries, canariesIn } from './support/canaries.ts';
import { anyPort, SECRETS } from './support/environment.ts';
import { processesOnOneDatabase } from './support/processes.ts';
import { announce, JWT_ISSUER, managerJwt, partnerJwt } from './support/product.ts';

/** What a customer told the shop, and what people wrote about it. */
const CUSTOMER: Canaries = {
  firstName: 'Kanariana',
  lastName: "Vogel-O'Gelbschnabel",
  email: 'gelbschnabel@voliere.example',
  phone: '+49 89 5550123',
  course: 'Zwitscherkurs für Stubenvögel',
  confirmNotes: 'Nussallergie an Tisch sieben',
  declineNotes: 'Rohrbruch im Kühlraum',
  search: 'Suchvogelname',
};
/** Secrets. Those of the bookings are added when they are created. */
const TOKENS: Record<string, string> = {
  jwt: partnerJwt(SAMPLE_PARTNERS[0]?.customerNumber ?? ''),
  managerJwt: managerJwt(),
  metricsSecret: 'metrics-of-the-tests-long-enough-for-anything',
  sendgridKey: API_KEY,
  ...SECRETS,
};
const partner = SAMPLE_PARTNERS[0] ?? expect.fail('The sample has no partner.');
const PARTNER_MAIL = { partnerMail: partner.email ?? '' };

const sendgrid = await SendGridServer.open();
const odoo = await OdooServer.open(ENTERPRISE_17);
afterAll(() => Promise.all([sendgrid.close(), odoo.close()]));
TOKENS['odooKey'] = odoo.apiKey;
const METRICS_PORT = String(await anyPort());
const { startHttp, startScheduler, shop, orderDesk, bookingsOf, tokenOf, pool } = await processesOnOneDatabase({
  LOG_LEVEL: 'trace',
  METRICS_PORT,
  METRICS_SECRET: TOKENS['metricsSecret'] ?? '',
  PORTAL_JWT_ISSUER: JWT_ISSUER,
  SENDGRID_API_KEY: API_KEY,
  SENDGRID_BASE_URL: sendgrid.url,
  MAIL_FROM: 'Partner-Portal <partner@miomente.example>',
  ODOO_URL: odoo.url,
  ODOO_DB: odoo.db,
  ODOO_USERNAME: odoo.username,
  ODOO_API_KEY: odoo.apiKey,
  RECONCILE_MINUTES: '0.02',
  REMINDER_SWEEP_MINUTES: '0.02',
});

const { confirmNotes: _confirmNotes, declineNotes: _declineNotes, search: _search, ...INVOLVED } = CUSTOMER;
/** All requests to SendGrid, which repeats them in its error messages. */
const mailEchoed = (): string =>
  `Invalid: ${Object.values({ ...INVOLVED, ...PARTNER_MAIL, ...tokens(), key: API_KEY }).join(' | ')}`;
/** All requests to Odoo. */
const ticketEchoed = (): string =>
  `Invalid: ${Object.values({ ...INVOLVED, notes: CUSTOMER['declineNotes'], ...PARTNER_MAIL, key: odoo.apiKey }).join(' | ')}`;
/** The tokens in the links of mails. */
const tokens = (): Canaries => Object.fromEntries(Object.entries(TOKENS).filter(([name]) => name.startsWith('token ')));
const errorAnswers: string[] = [];
let http: Awaited<ReturnType<typeof startHttp>>;
let scheduler: Awaited<ReturnType<typeof startScheduler>>;
let metrics = '';

async function call(method: string, path: string, headers: Record<string, string> = {}, body?: string) {
  const answer = await fetch(`${http.url}${path}`, {
    method,
    headers,
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
  });
  const text = await answer.text();
  if (answer.status >= 400) errorAnswers.push(`${answer.status} ${JSON.stringify([...answer.headers])} ${text}`);
  return answer.status;
}
const asPartner = () => ({ authorization: `Bearer ${TOKENS['jwt']}`, 'content-type': 'application/json' });
const asOffice = () => ({ authorization: `Bearer ${TOKENS['managerJwt']}`, 'content-type': 'application/json' });

/** Places an order with the canary texts, and announces it. */
async function order(seed: number): Promise<{ readonly orderId: number; readonly id: number; readonly token: string }> {
  const { orderId } = await shop.placeOrder({ seed, customerNumber: partner.customerNumber });
  await pool.query(
    'update sample.orders set first_name = $2, last_name = $3, email = $4, phone = $5 where order_id = $1',
    [orderId, CUSTOMER['firstName'], CUSTOMER['lastName'], CUSTOMER['email'], CUSTOMER['phone']],
  );
  await pool.query('update sample.order_items set name = $2 where order_id = $1', [orderId, CUSTOMER['course']]);
  const status = await announce(http.url, orderId);
  expect(status).toBe(200);
  const [booking] = await bookingsOf(orderId);
  if (booking === undefined) throw new Error('The order became no booking.');
  const token = tokenOf(booking);
  TOKENS[`token ${booking.id}`] = token;
  return { orderId, id: booking.id, token };
}

/** Makes the database refuse a write with a message and a detail that contain the whole row. */
async function whileRefusing(table: string, condition: string, work: () => Promise<unknown>): Promise<void> {
  await pool.query(`
    create function canary_refusal() returns trigger as $$
    begin raise exception 'refused: %', new using detail = new::text, errcode = 'check_violation'; end;
    $$ language plpgsql;
    create trigger canary_refusal before insert or update on ${table} for each row
    when (${condition}) execute function canary_refusal()`);
  await work();
  await pool.query(`drop trigger canary_refusal on ${table}; drop function canary_refusal`);
}

const BOOKINGS = 'miomente_partner_portal_booking_confirmations';
const everyRow = async (db: pg.Pool, table: string): Promise<string> => {
  const { rows } = await db.query<{ row: string }>(`select t::text as row from ${table} as t`);
  return rows.map(({ row }) => row).join('\n');
};

/** The state of a booking's ticket delivery, and its stored reason. */
async function ticketDelivery(bookingId: number): Promise<string> {
  const { rows } = await pool.query<{ told: string }>(
    `select concat(state, ' ', reason) as told from miomente_partner_portal_deliveries
     where booking_id = $1 and kind = 'open_ticket'`,
    [bookingId],
  );
  return rows[0]?.told ?? '';
}

beforeAll(async () => {
  // Finished jobs are deleted, so everything that a job ever contained is recorded.
  await pool.query(`
    create table seen_jobs (row text);
    create function see_job() returns trigger as $$ begin insert into seen_jobs values (new::text); return new; end; $$ language plpgsql;
    create trigger see_job after insert or update on graphile_worker._private_jobs for each row execute function see_job()`);
  http = await startHttp();
  const [refused, put, third, fourth, fifth] = [
    // Each of one course: a refused mail about several would be taken apart.
    await order(9),
    await order(10),
    await order(12),
    await order(7),
    await order(8),
  ];
  const thrown = { errors: [{ message: mailEchoed(), field: mailEchoed(), help: mailEchoed() }] };
  // A mail that is refused permanently, one that is delayed, one whose connection breaks, then successful ones.
  sendgrid.failNext(
    { type: 'answer', status: 400, body: thrown },
    { type: 'answer', status: 500, body: thrown },
    { type: 'answer', status: 429, headers: { 'Retry-After': '1' }, body: thrown },
    { type: 'reset' },
  );
  scheduler = await startScheduler();
  await scheduler.said(/"outcome":"dead"/);
  await scheduler.said(/"outcome":"later"/);

  // A mail about several bookings.
  await order(1);

  // Normal use: answers with notes over the API, and their effects.
  const confirmNotes = JSON.stringify({ notes: CUSTOMER['confirmNotes'] });
  const declineNotes = JSON.stringify({ reason: 'other', notes: CUSTOMER['declineNotes'] });
  await whileRefusing(BOOKINGS, 'new.confirmation_notes is not null', async () => {
    expect(await call('POST', `/api/partner/bookings/${refused.id}/confirm`, asPartner(), confirmNotes)).toBe(500);
  });
  expect(await call('POST', `/api/partner/bookings/${refused.id}/confirm`, asPartner(), confirmNotes)).toBe(200);
  for (const [{ id }, trouble, method] of [
    [put, { type: 'fault', code: 2, text: ticketEchoed() }, 'load'],
    [
      third,
      { type: 'fault', code: 1, text: `Traceback (most recent call last):\n${ticketEchoed()}\nValueError: wrong` },
    ],
    [fourth, { type: 'answer', status: 502, body: `<html>${ticketEchoed()}</html>` }],
    [fifth, undefined],
  ] as const) {
    if (trouble !== undefined) odoo.failNext(trouble, method);
    expect(await call('POST', `/api/partner/bookings/${id}/decline`, asPartner(), declineNotes)).toBe(200);
    await vi.waitFor(async () => expect(await ticketDelivery(id)).toMatch(/Odoo|done/), { timeout: 20_000 });
  }

  // Database errors that quote the row: in a delivery, in an import, in a sweep.
  await whileRefusing('miomente_partner_portal_deliveries', "new.state = 'done'", async () => {
    await order(4);
    await scheduler.said(/"event":"job_failed"/);
  });
  await whileRefusing(BOOKINGS, 'new.id is not null', async () => {
    const { orderId } = await shop.placeOrder({ seed: 5, customerNumber: partner.customerNumber });
    await pool.query('update sample.orders set last_name = $2, email = $3 where order_id = $1', [
      orderId,
      CUSTOMER['lastName'],
      CUSTOMER['email'],
    ]);
    await call(
      'POST',
      '/api/webhooks/new-order',
      { authorization: `Bearer ${SECRETS.WEBHOOK_SECRET}`, 'content-type': 'application/json' },
      JSON.stringify({ order_id: orderId, customer_email: CUSTOMER['email'] }),
    );
    await scheduler.said(/"event":"(?:import_failed_for_order|loop_failed)"/);
  });
  const due = await order(6);
  // Otherwise the recording of its request would undo the following change.
  await vi.waitFor(
    async () => {
      const { rows } = await pool.query<{ mail: string }>(`select asking_mail as mail from ${BOOKINGS} where id = $1`, [
        due.id,
      ]);
      expect(rows[0]?.mail).toBe('sent');
    },
    { timeout: 60_000 },
  );
  await whileRefusing(BOOKINGS, 'new.asking_step > 0', async () => {
    await pool.query(
      `update ${BOOKINGS} set clock_started_at = now() - interval '30 hours', next_sweep_at = now() where id = $1`,
      [due.id],
    );
    await scheduler.said(/"event":"sweep_failed_for_booking"/);
  });

  // Invalid requests of every kind, with the canary texts in every position.
  const webhook = { authorization: `Bearer ${SECRETS.WEBHOOK_SECRET}`, 'content-type': 'application/json' };
  const all = Object.values(CUSTOMER).join(' ');
  const inPath = encodeURIComponent(all);
  for (const [method, path, headers, body] of [
    ['GET', `/api/partner/bookings?search=${encodeURIComponent(CUSTOMER['search'] ?? '')}`, asPartner()],
    ['GET', `/api/partner/bookings?unknown=${inPath}`, asPartner()],
    ['GET', `/api/partner/bookings?status=${inPath}&from=${inPath}`, asPartner()],
    ['GET', `/api/partner/bookings/${inPath}`, asPartner()],
    ['POST', `/api/partner/bookings/${due.id}/confirm`, asPartner(), JSON.stringify({ unknown: all })],
    ['POST', `/api/partner/bookings/${due.id}/confirm`, asPartner(), `{"notes": "${CUSTOMER['email']}`],
    ['POST', `/api/partner/bookings/${due.id}/decline`, asPartner(), JSON.stringify({ reason: all })],
    [
      'POST',
      `/api/partner/bookings/${due.id}/decline`,
      { ...asPartner(), 'content-type': all.replace(/[^ -~]/g, '') },
      all,
    ],
    ['POST', '/api/webhooks/new-order', webhook, JSON.stringify({ order_id: all, customer: CUSTOMER })],
    ['POST', '/api/webhooks/new-order', webhook, `{"customer_email": "${CUSTOMER['email']}", `],
    ['POST', '/api/webhooks/new-order', { ...webhook, authorization: `Bearer ${due.token}` }, all],
    ['GET', '/api/partner/bookings', { authorization: `Bearer ${TOKENS['jwt']}x` }],
    ['GET', '/api/manager/bookings?attention=missed', asPartner()],
    ['GET', `/api/confirm/${due.token}x`, {}],
    ['GET', `/api/${due.token}/${inPath}`, {}],
    ['DELETE', `/api/confirm/${due.token}`, {}],
    ['PUT', `/api/partner/bookings/${inPath}`, { 'x-request-id': CUSTOMER['email'] ?? '' }],
    ['POST', `/api/manager/bookings/${due.id}/decline`, asOffice(), JSON.stringify({ reason: all })],
    ['GET', '/metrics', { authorization: `Bearer ${SECRETS.WEBHOOK_SECRET}` }],
    ['POST', '/api/cron/booking-reminders', { authorization: `Bearer ${SECRETS.WEBHOOK_SECRET}` }],
    [
      'POST',
      '/api/webhooks/sendgrid',
      { 'content-type': 'application/json' },
      JSON.stringify([{ email: CUSTOMER['email'], reason: all }]),
    ],
    ['GET', '/healthz', { 'x-request-id': due.token }],
  ] as const satisfies readonly (readonly [string, string, Record<string, string>, string?])[]) {
    await call(method, path, headers, body);
  }
  expect(
    await call('POST', `/api/confirm/${due.token}`, {
      authorization: asPartner().authorization,
      'user-agent': all.replace(/[^ -~]/g, ''),
      referer: `http://x/${due.token}`,
    }),
  ).toBe(303);
  await orderDesk.cancel(asOrderId(due.orderId));
  await scheduler.said(/"event":"orders_read".*"orders":[1-9]/);

  const secret = { authorization: `Bearer ${TOKENS['metricsSecret']}` };
  for (const url of [http.url, `http://127.0.0.1:${METRICS_PORT}`]) {
    metrics += await (await fetch(`${url}/metrics`, { headers: secret })).text();
  }
  expect(await scheduler.end()).toBe(0);
  expect(await http.end()).toBe(0);
}, 180_000);

describe('attack leaks · customers’ data and tokens', () => {
  const everything = (): Canaries => ({ ...CUSTOMER, ...TOKENS, ...PARTNER_MAIL });
  const foundIn = (text: string) => canariesIn(everything(), text);

  it('went through the whole product, and the search finds them in every place', async () => {
    const { search: _, ...kept } = CUSTOMER;
    expect(new Set(canariesIn(kept, await everyRow(pool, BOOKINGS)))).toEqual(new Set(Object.keys(kept)));
    const mails = JSON.stringify(sendgrid.requests);
    for (const name of ['firstName', 'lastName', 'email', 'phone', 'course', 'sendgridKey', 'partnerMail']) {
      expect(foundIn(mails)).toContain(name);
    }
    expect(foundIn(mails).some((name) => name.startsWith('token '))).toBe(true);
    expect(foundIn(JSON.stringify([...odoo.database.tables]))).toContain('declineNotes');
    const { rows } = await pool.query<{ reason: string }>(
      "select reason from miomente_partner_portal_deliveries where reason ~ 'Odoo|SendGrid'",
    );
    expect(rows.length).toBeGreaterThan(2);
    // In every encoding that a log might use.
    const email = CUSTOMER['email'] ?? '';
    for (const line of [
      `{"msg":"no such partner ${email.toUpperCase()}"}`,
      `/api/x?search=${encodeURIComponent(email)}`,
      Buffer.from(`a:${email}:b`).toString('base64'),
      JSON.stringify({ err: { stack: `Error: ${email}\n    at x` } }),
    ]) {
      expect(foundIn(http.output() + line), line).toEqual(['email']);
    }
  });

  it('every kind of failure occurred', () => {
    const output = http.output() + scheduler.output();
    for (const event of [
      '"outcome":"dead"',
      '"outcome":"later"',
      '"event":"job_failed"',
      '"event":"sweep_failed_for_booking"',
      '"msg":"failure"',
    ])
      expect(output).toContain(event);
    expect(new Set(errorAnswers.map((answer) => answer.slice(0, 3)))).toEqual(
      new Set(['400', '401', '403', '404', '405', '415', '500']),
    );
  });

  it('are in no log, at the most verbose level', () => {
    expect(http.output().length + scheduler.output().length).toBeGreaterThan(10_000);
    expect(foundIn(http.output())).toEqual([]);
    expect(foundIn(scheduler.output())).toEqual([]);
  });

  it('are in no error answer', () => {
    expect(errorAnswers.length).toBeGreaterThan(15);
    // A page repeats its own address in the link that switches the language.
    const told = errorAnswers.map((answer) => answer.replace(/href="[^"]*"/g, ''));
    expect(told.flatMap(foundIn)).toEqual([]);
  });

  it('are in no metric', () => {
    expect(metrics).toContain('booking_http_request_duration_seconds_count');
    expect(foundIn(metrics)).toEqual([]);
  });

  it('are in no job that the queue ever had: payload, key or last error', async () => {
    const jobs = await everyRow(pool, 'seen_jobs');
    expect(jobs).toMatch(/deliveryId/);
    expect(jobs).toMatch(/defect|transient/);
    expect(foundIn(jobs)).toEqual([]);
  });

  it.each([
    'booking_audit',
    'deliveries',
    'commits',
    'workers',
    'settings',
    'rate_limits',
    'watermarks',
    'revoked_sessions',
    'migrations',
    'decline_reasons',
  ])('are not in the table %s', async (table) => {
    const rows = await everyRow(pool, `miomente_partner_portal_${table}`);
    expect(foundIn(rows)).toEqual([]);
  });

  it('links#digest-only: no table contains anything that opens a link, a session or an external system', async () => {
    const { rows } = await pool.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname in ('public', 'graphile_worker') order by 1`,
    );
    expect(rows.length).toBeGreaterThan(12);
    for (const { name } of rows) expect([name, canariesIn(TOKENS, await everyRow(pool, name))]).toEqual([name, []]);
  });
});
