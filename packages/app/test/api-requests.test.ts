import { createHmac, createSign, generateKeyPairSync } from 'node:crypto';
import { SAMPLE_PARTNERS } from '@miomente/booking-local';
import {
  type DescribedOperation,
  describedApi,
  type KnownValues,
  type OpenApiDocument,
  requestsFor,
  savePartners,
  send,
} from '@miomente/booking-testing';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { SECRETS } from './support/environment.ts';
import { processesOnOneDatabase } from './support/processes.ts';
import { announce, portalJwt } from './support/product.ts';

/**
 * Another seed generates other requests: `API_SEED=7 API_RUNS=2000 npx vitest run --project app …/api-requests.test.ts`
 */
const SEED = Number(process.env['API_SEED'] ?? 20_250_303);
const RUNS = Number(process.env['API_RUNS'] ?? 40);
/** Several visitors, so that a long run stays within the rate limits, which each of them has separately. */
const IDENTITIES = 60;
const ISSUER = 'https://portal.example.org';

const INBOUND_MAIL_SECRET = 'inbound-secret-of-the-tests-long-enough-for-anything';

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const product = await processesOnOneDatabase({
  PORTAL_JWT_ISSUER: ISSUER,
  TRUST_PROXY: '1',
  SENDGRID_API_KEY: 'SG.test',
  MAIL_FROM: 'partner@example.org',
  INBOUND_MAIL_DOMAIN: 'answers.example.org',
  INBOUND_MAIL_SECRET,
  SENDGRID_WEBHOOK_PUBLIC_KEY: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
  // No server listens there, so no mail leaves this machine.
  SENDGRID_BASE_URL: 'http://127.0.0.1:9',
});
const http = await product.startHttp();
const partners = Array.from({ length: IDENTITIES }, (_, i) => `P-${900 + i}`);
await savePartners(
  product.pool,
  partners.map((customerNumber) => ({
    customerNumber,
    name: `Kochschule ${customerNumber}`,
    email: `${customerNumber.toLowerCase()}@example.org`,
    language: 'de',
  })),
);
const sellers = SAMPLE_PARTNERS.filter(({ active }) => active).map(({ customerNumber }) => customerNumber);
// A decline's answer waits for its ticket.
await product.startScheduler();
const unread = await product.shop.placeOrder({ seed: 999 });
const api = describedApi((await send(http.url, 'GET', '/openapi.json')).json as OpenApiDocument);

interface Row {
  readonly id: number;
  readonly customer_number: string;
  readonly magento_order_id: number;
}
let bookings: readonly Row[] = [];
let known: KnownValues = {};
/** Each operation has its own seed, so that every run generates the same requests. */
let placed = 0;

/**
 * New bookings that wait for an answer, and failed mails that the office can send again, because earlier requests used
 * up theirs.
 */
async function restock(): Promise<void> {
  const orders = await Promise.all(
    sellers.flatMap((customerNumber) =>
      [1, 2, 3, 4].map(() => {
        placed += 1;
        return product.shop.placeOrder({ customerNumber, seed: SEED + placed });
      }),
    ),
  );
  await Promise.all(orders.map(({ orderId }) => announce(http.url, orderId)));
  const { rows: dead } = await product.pool.query<{ readonly id: number; readonly message_id: string }>(
    `update miomente_partner_portal_deliveries set state = 'dead', reason = 'invented', finished_at = now()
     where state = 'queued' and kind = 'send_mail' returning id::int, message_id`,
  );
  ({ rows: bookings } = await product.pool.query<Row>(
    `select id::int, customer_number, magento_order_id::int
     from miomente_partner_portal_booking_confirmations order by id desc limit 40`,
  ));
  // And some confirmed ones, which can be taken back.
  for (const { id, customer_number: number } of bookings.filter((_, i) => i % 3 === 0)) {
    const jwt = portalJwt({ sub: number, customer_number: number, role: 'partner', iss: ISSUER });
    await send(http.url, 'POST', `/api/partner/bookings/${id}/confirm`, {
      headers: { Authorization: `Bearer ${jwt}` },
    });
  }
  if (courseDates.size === 0) await readCourseDates();
  known = {
    key: [...courseDates.keys()],
    id: [...bookings.map(({ id }) => id), ...dead.map(({ id }) => id), 1],
    reason: ['date_unavailable', 'capacity_full', 'other'],
    order_id: [...bookings.map((booking) => booking.magento_order_id), unread.orderId],
    entity_id: [unread.orderId],
    customerNumber: partners.slice(0, 5),
    course_id: [1, 2, 3],
    event: ['bounce', 'delivered', 'dropped', 'deferred', 'spamreport'],
    message_id: dead.map((mail) => mail.message_id),
    search: ['a', 'müller', '10', '%', '_'],
  };
}
let asked = 0;

/** The course dates of the sellers, by key, each with its owner. */
let courseDates: ReadonlyMap<string, string> = new Map();
async function readCourseDates(): Promise<void> {
  const all = new Map<string, string>();
  for (const number of sellers) {
    const jwt = portalJwt({ sub: number, customer_number: number, role: 'partner', iss: ISSUER });
    const { text } = await send(http.url, 'GET', '/api/partner/course-dates', {
      headers: { Authorization: `Bearer ${jwt}` },
    });
    const { data } = JSON.parse(text) as {
      readonly data: { readonly courseDates: readonly { readonly key: string }[] };
    };
    for (const { key } of data.courseDates) all.set(key, number);
  }
  courseDates = all;
}

/** The owner of what an address names, so that not all requests of partners hit what is other partners'. */
function ownerOf(address: string): string | undefined {
  const [, key] = /course-dates\/([^/?]+)/.exec(address) ?? [];
  if (key !== undefined) return [...courseDates].find(([each]) => encodeURIComponent(each) === key)?.[1];
  const [, id] = /bookings\/(\d+)/.exec(address) ?? [];
  return bookings.find((booking) => String(booking.id) === id)?.customer_number;
}

/** The headers for one of the document's security schemes. */
function shown(way: string, operation: DescribedOperation, address: string, body: Buffer | undefined) {
  const turn = asked % IDENTITIES;
  const owner = asked % 5 === 0 ? undefined : ownerOf(address);
  const customerNumber = owner ?? partners[turn] ?? '';
  const claims = operation.path.startsWith('/api/manager/')
    ? { sub: `office-${turn}@example.org`, role: 'manager', iss: ISSUER }
    : { sub: customerNumber, customer_number: customerNumber, role: 'partner', iss: ISSUER };
  const timestamp = String(Math.floor(Date.now() / 1000));
  switch (way) {
    case 'none':
      return {};
    case 'wrong':
      return {
        Authorization: ['Bearer', 'Bearer x.y.z', 'Basic YTpi', `Bearer ${'x'.repeat(3_000)}`][asked % 4] ?? '',
      };
    case 'portalToken':
      return { Authorization: `Bearer ${portalJwt(claims)}` };
    case 'portalCookie':
      return { Cookie: `booking_session=${portalJwt(claims)}`, 'Sec-Fetch-Site': 'same-origin' };
    case 'webhookSecret':
      return { Authorization: `Bearer ${SECRETS.WEBHOOK_SECRET}` };
    case 'cronSecret':
      return { Authorization: `Bearer ${SECRETS.BOOKING_REMINDER_CRON_SECRET}` };
    case 'eventsSecret':
      return { Authorization: `Bearer ${SECRETS.EVENTS_READ_SECRET}` };
    case 'webhookSignature': {
      // Standard Webhooks. Every second request has a wrong signature.
      const signed = createHmac('sha256', SECRETS.WEBHOOK_SECRET).update(`m-${asked}.${timestamp}.`);
      const signature = signed.update(asked % 2 === 0 ? (body ?? '') : 'something else').digest('base64');
      return { 'webhook-id': `m-${asked}`, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
    }
    case 'sendgridSignature': {
      const signed = createSign('sha256')
        .update(timestamp)
        .update(body ?? '');
      return {
        'X-Twilio-Email-Event-Webhook-Timestamp': timestamp,
        'X-Twilio-Email-Event-Webhook-Signature': signed.sign(privateKey, 'base64'),
      };
    }
    case 'inboundMailSecret':
      return { Authorization: `Basic ${Buffer.from(`any:${INBOUND_MAIL_SECRET}`).toString('base64')}` };
    default:
      throw new Error(`The document has a way in that this test does not know: ${way}.`);
  }
}

describe(`requests generated from the description of the API (seed ${SEED}, ${RUNS} for each operation)`, () => {
  beforeEach(restock);
  it.each(api.operations.map(({ name }) => [name] as const))(
    '%s answers each as described, and never with 5xx',
    {
      timeout: 30_000 + RUNS * 500,
    },
    async (name) => {
      const operation = api.operation(name);
      const seen = new Map<number, number>();
      const answers = fc.asyncProperty(
        requestsFor(operation, known),
        async ({ method, address, headers, body, way }) => {
          asked += 1;
          // Link visits are limited per client address.
          const client = { 'X-Forwarded-For': `192.0.2.${asked % IDENTITIES}` };
          const all = { ...headers, ...client, ...shown(way, operation, address, body) };
          const answer = await send(http.url, method, address, { headers: all, body });
          seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
          // On a busy machine the database may not answer the check in time; `/readyz` then says so.
          const failed = answer.status >= 500 && !answer.text.includes('"not_ready"');
          const faults = failed ? [`status ${answer.status}`] : api.faultsOf(operation, answer);
          if (faults.length > 0) expect.fail(`${faults.join('; ')}: ${answer.status} ${answer.text.slice(0, 500)}`);
        },
      );
      await fc.assert(answers, { seed: SEED, numRuns: RUNS });
      // If all requests were refused, or all accepted, the test would prove little.
      const statuses = [...seen.keys()];
      expect(
        // A confirmation that came too late was processed completely, too.
        statuses.some((status) => status < 400 || status === 409),
        `${name}: ${statuses}`,
      ).toBe(true);
      // An unknown link leads to a page that says so.
      expect(operation.tags.includes('Links') || statuses.some((status) => status >= 400), `${name}: ${statuses}`).toBe(
        true,
      );
    },
  );
});
