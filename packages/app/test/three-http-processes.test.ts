import { asOrderItemId, type CustomerNumber } from '@miomente/booking-domain';
import { SAMPLE_PARTNERS } from '@miomente/booking-local';
import { paths } from '@miomente/booking-paths';
import { expect, it } from 'vitest';
import { SECRETS } from './support/environment.ts';
import { processesOnOneDatabase } from './support/processes.ts';
import { announce, partnerJwt } from './support/product.ts';

const { startHttp, shop, orderDesk, bookingsOf, pool } = await processesOnOneDatabase({ TRUST_PROXY: '1' });
const processes = await Promise.all([startHttp(), startHttp(), startHttp()]);
const urlOf = (n: number): string => processes[n % processes.length]?.url ?? '';
/** Several partners, because the limit of 100 requests a minute would stop one. */
const customers = SAMPLE_PARTNERS.filter(({ active, email }) => active && email !== null).map(
  ({ customerNumber }) => customerNumber,
);
const BOOKINGS = 'miomente_partner_portal_booking_confirmations';

/** Places an order for one course of the partner, on one day in 2030. */
async function ordered(customerNumber: CustomerNumber, people: number, day = 1) {
  const product = { productId: 90_000 + Number(customerNumber.replaceAll(/\D/g, '')), sku: `T-${customerNumber}` };
  const name = 'Kurs am Fluss';
  await shop.stock([{ ...product, name, customerNumber, price: 500_000 }]);
  const wallClock = `2030-06-${String(day).padStart(2, '0')} 18:00`;
  return shop.place({
    placedAs: null,
    customer: { firstName: 'Erika', lastName: 'Beispiel', email: 'erika@example.org', phone: '+49 89 0000001' },
    state: 'processing',
    paid: true,
    currency: 'EUR',
    items: [
      {
        ...product,
        name,
        quantity: people,
        rowTotalGross: 500_000 * people,
        options: [{ label: 'Termin', text: wallClock, wallClock }],
      },
    ],
  });
}

/** Asks as the partner; each from an address of its own. */
let clients = 0;
function asPartner(url: string, customerNumber: string, body?: URLSearchParams | object): Promise<Response> {
  clients += 1;
  const isForm = body instanceof URLSearchParams;
  return fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    redirect: 'manual',
    headers: {
      authorization: `Bearer ${partnerJwt(customerNumber)}`,
      'x-forwarded-for': `198.51.100.${clients % 250}`,
      ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  });
}

it('booking#standing-yes · 50 webhooks at once on three processes never go past its number, and answer all that has room', async () => {
  const partner = customers[0] as CustomerNumber;
  const first = await ordered(partner, 1);
  expect(await announce(urlOf(0), first.orderId)).toBe(200);
  const dates = (await (await asPartner(urlOf(0) + paths.api.courseDates.at(), partner)).json()) as {
    readonly data: { readonly courseDates: readonly { readonly key: string }[] };
  };
  const [{ key = '' } = {}] = dates.data.courseDates;
  const PEOPLE = 40;
  const given = await asPartner(urlOf(1) + paths.api.standingYes.at({ key }), partner, { people: PEOPLE, hours: 24 });
  expect(given.status).toBe(200);
  const orders = await Promise.all(Array.from({ length: 50 }, (_, n) => ordered(partner, (n % 3) + 1)));
  const statuses = await Promise.all(orders.map(({ orderId }, n) => announce(urlOf(n), orderId)));
  expect(new Set(statuses)).toEqual(new Set([200]));
  const { rows } = await pool.query<{ status: string; people: number; audits: number }>(
    `select status, participants as people, (
       select count(*)::int from miomente_partner_portal_booking_audit as audit
       where audit.booking_id = b.id and audit.type = 'confirmed' and audit.channel = 'standing_yes') as audits
     from ${BOOKINGS} as b where magento_order_id = any ($1)`,
    [orders.map(({ orderId }) => orderId)],
  );
  expect(rows).toHaveLength(50);
  expect(rows.filter(({ status, audits }) => audits !== (status === 'confirmed' ? 1 : 0))).toEqual([]);
  const filled = rows.reduce((sum, { status, people }) => sum + (status === 'confirmed' ? people : 0), 0);
  expect(filled).toBeLessThanOrEqual(PEOPLE);
  // Nothing became free, so whatever is asked for had no room.
  expect(rows.filter(({ status, people }) => status === 'pending' && filled + people <= PEOPLE)).toEqual([]);
});

const ROUNDS = 12;

it(`F28 I4 · booking#answered-as-one: pages that confirm and decline all, a batch, a cancellation, a change and a sweep on three processes, ${ROUNDS} times`, async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const partner = customers[round % customers.length] as CustomerNumber;
    const orders = await Promise.all([1, 2, 3, 4].map(() => ordered(partner, 2, 2 + round)));
    const announced = await Promise.all(orders.map(({ orderId }, n) => announce(urlOf(n), orderId)));
    expect(announced).toEqual([200, 200, 200, 200]);
    const rows = await Promise.all(orders.map(async ({ orderId }) => (await bookingsOf(orderId))[0]));
    const ids = rows.map((row) => row?.id ?? 0);
    const [gone, changed] = orders;
    if (gone === undefined || changed === undefined) throw new Error('There are four orders.');
    const page = { ids: ids.join('.'), back: paths.bookings.at() };
    const [confirmed, declined, batch, ...told] = await Promise.all([
      asPartner(urlOf(round) + paths.confirmMany.at(), partner, new URLSearchParams(page)),
      asPartner(
        urlOf(round + 1) + paths.declineMany.at(),
        partner,
        new URLSearchParams({ ...page, reason: 'capacity_full', notes: '' }),
      ),
      asPartner(urlOf(round + 2) + paths.api.partnerBatch.at(), partner, { action: 'confirm', ids: ids.toReversed() }),
      orderDesk.cancel(gone.orderId).then(() => announce(urlOf(round), gone.orderId)),
      orderDesk
        .setQuantity(asOrderItemId(changed.items[0]?.itemId ?? 0), 1)
        .then(() => announce(urlOf(round + 1), changed.orderId)),
      fetch(urlOf(round + 2) + paths.api.reminders.at(), {
        method: 'POST',
        headers: { authorization: `Bearer ${SECRETS.BOOKING_REMINDER_CRON_SECRET}` },
      }).then(({ status }) => status),
    ]);
    expect([confirmed.status, declined.status, batch.status, ...told]).toEqual([303, 303, 200, 200, 200, 200]);
    const { data } = (await batch.json()) as {
      readonly data: { readonly results: readonly { readonly id: number; readonly result: string }[] };
    };
    const { results } = data;
    expect(results.map(({ id }) => id)).toEqual(ids.toReversed());
    const { rows: audit } = await pool.query<{ id: number; type: string }>(
      `select booking_id::int as id, type from miomente_partner_portal_booking_audit
       where booking_id = any ($1) and type in ('confirmed', 'declined')`,
      [ids],
    );
    for (const [place, id] of ids.entries()) {
      const answers = audit.filter((entry) => entry.id === id).map(({ type }) => type);
      const [now] = await bookingsOf(orders[place]?.orderId ?? 0);
      const result = results.find((each) => each.id === id)?.result;
      // Whoever cancelled first left nothing to answer.
      expect(answers.length).toBe(place === 0 && result === 'cancelled' ? answers.length : 1);
      expect(answers.length).toBeLessThanOrEqual(1);
      expect(now?.status).toBe(place === 0 ? 'cancelled' : answers[0]);
      if (result === 'confirmed') expect(answers).toEqual(['confirmed']);
      else expect(['already_processed', 'cancelled']).toContain(result);
    }
  }
});
