import { asBookingId, asCustomerNumber, HOUR_MS, partnerScope } from '@miomente/booking-domain';
import { aPartner } from '@miomente/booking-domain/testing';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { orderNumber } from '../bookings.ts';
import { OFFICE, openWorld, type World } from '../world.ts';

const LIST = '/api/manager/partners';
let world: World;
let headers: { readonly Authorization: string };

/** P-100 has six bookings, four of them confirmed after two hours; P-200 has one, and a mark; P-404 is unknown. */
beforeEach(async () => {
  world = await openWorld();
  await world.partners.save(aPartner({ customerNumber: asCustomerNumber('P-100'), name: 'Kochschule Größe' }));
  const addressMark = { at: world.clock.now(), reason: 'bounced' };
  await world.partners.save(aPartner({ customerNumber: asCustomerNumber('P-200'), name: 'Weinhaus', addressMark }));
  const own = await world.order(...[1, 2, 3, 4, 5, 6].map((n) => orderNumber(n)));
  await world.order(orderNumber(7, { partner: 'P-200' }), orderNumber(8, { partner: 'P-404' }));
  world.clock.advance(2 * HOUR_MS);
  const scope = partnerScope(asCustomerNumber('P-100'));
  for (const { id } of own.slice(0, 4)) await world.deps.confirmBooking({ scope, id });
  await world.deps.declineBooking({ scope, id: own[4]?.id ?? asBookingId(0), reason: 'other' });
  headers = await world.as(OFFICE);
});
afterEach(() => world.stop());

const listed = async (query = ''): Promise<readonly string[]> => {
  const answer = await world.send('GET', `${LIST}${query}`, { headers });
  expect(answer.status, answer.text).toBe(200);
  const { data } = answer.json as { data: { partners: { customerNumber: string }[] } };
  return data.partners.map(({ customerNumber }) => customerNumber);
};

describe('US-8, api#metrics: GET /api/manager/partners', () => {
  it('returns each partner’s response metrics, and those over all', async () => {
    const { json } = await world.send('GET', LIST, { headers });
    expect(json).toMatchObject({
      success: true,
      data: {
        partners: [
          {
            customerNumber: 'P-100',
            name: 'Kochschule Größe',
            addressBouncedAt: null,
            metrics: {
              bookings: 6,
              confirmed: 4,
              declined: 1,
              cancelled: 0,
              unanswered: 0,
              confirmationRate: 0.8,
              medianAnswerHours: 2,
              p90AnswerHours: 2,
              reminders: 0,
              escalations: 0,
            },
          },
          {
            customerNumber: 'P-200',
            addressBouncedAt: '2025-03-03T09:00:00.000Z',
            metrics: { bookings: 1, confirmationRate: null, medianAnswerHours: null, escalations: 1 },
          },
          { customerNumber: 'P-404', name: null, phone: null, active: null, metrics: { bookings: 1 } },
        ],
        overall: { bookings: 8, confirmed: 4, confirmationRate: 0.8 },
        pagination: { page: 1, limit: 100, total: 3, totalPages: 1 },
      },
    });
  });

  it('is sorted, searched, narrowed to marked addresses and paged', async () => {
    expect(await listed('?sort=-bookings')).toEqual(['P-100', 'P-200', 'P-404']);
    expect(await listed('?sort=bookings')).toEqual(['P-200', 'P-404', 'P-100']);
    expect(await listed('?search=grosse')).toEqual(['P-100']);
    expect(await listed('?bounced=true')).toEqual(['P-200']);
    expect(await listed('?limit=2&page=2')).toEqual(['P-404']);
  });

  it('measures the requested days', async () => {
    const { json } = await world.send('GET', `${LIST}?from=2025-03-04`, { headers });
    expect(json).toMatchObject({ data: { overall: { bookings: 0, medianAnswerHours: null } } });
    const before = await world.send('GET', `${LIST}?from=2025-03-03&to=2025-03-03`, { headers });
    expect(before.json).toMatchObject({ data: { overall: { bookings: 8 } } });
  });

  it.each([
    ['sort=best', 'query.sort'],
    ['from=2025-02-30', 'query.from'],
    ['from=2025-03-04&to=2025-03-03', 'query.to'],
    ['bounced=false', 'query.bounced'],
    ['limit=501', 'query.limit'],
    ['partner=P-100', 'query.partner'],
  ])('answers 400 to "%s" and names %s', async (query, path) => {
    const answer = await world.send('GET', `${LIST}?${query}`, { headers });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ error: { code: 'invalid_request', issues: [{ path }] } });
  });

  it('returns one partner week by week, also an unknown number with bookings; 404 for any other', async () => {
    const { json } = await world.send('GET', `${LIST}/P-100`, { headers });
    expect(json).toMatchObject({
      data: {
        partner: { customerNumber: 'P-100', metrics: { bookings: 6 } },
        weeks: [{ week: '2025-03-03', metrics: { bookings: 6, confirmed: 4 } }],
      },
    });
    const unknown = await world.send('GET', `${LIST}/P-404?from=2030-01-01`, { headers });
    expect(unknown.json).toMatchObject({ data: { partner: { name: null, metrics: { bookings: 0 } }, weeks: [] } });
    expect((await world.send('GET', `${LIST}/P-9`, { headers })).status).toBe(404);
  });
});

describe('orders#corrected-address: the office corrects an address', () => {
  const path = `${LIST}/P-200/correct-address`;
  const correct = (email: string, wrong: string | null, place = path) =>
    world.send('POST', place, { headers, body: { email, wrong } });

  it('once: who knew another address is told so, and nothing changes', async () => {
    const wrong = (await world.partners.find(asCustomerNumber('P-200')))?.email ?? null;
    const [first, second] = [await correct(' neu@example.org', wrong), await correct('andere@example.org', wrong)];
    expect(first.json).toMatchObject({ data: { customerNumber: 'P-200', email: 'neu@example.org', asked: 1 } });
    expect([second.status, second.json]).toMatchObject([409, { error: { code: 'address_changed' } }]);
    const { json } = await world.send('GET', `${LIST}/P-200`, { headers });
    expect(json).toMatchObject({
      data: {
        partner: {
          email: 'neu@example.org',
          addressBouncedAt: null,
          addressCorrectedAt: new Date(world.clock.now()).toISOString(),
        },
      },
    });
    await world.deliverDue();
    expect(world.mailer.accepted.at(-1)?.to.address).toBe('neu@example.org');
  });

  it('refuses what is no address, an unknown partner, and an unknown field', async () => {
    const none = await correct('a@example.org, b@example.org', null);
    expect([none.status, none.json]).toMatchObject([400, { error: { issues: [{ path: 'body.email' }] } }]);
    expect((await correct('a@example.org', null, `${LIST}/P-9/correct-address`)).status).toBe(404);
    expect((await world.send('POST', path, { headers, body: { email: 'a@example.org' } })).status).toBe(400);
  });
});

describe('api#office-lists: CSV of the office’s lists by Accept: text/csv', () => {
  const file = (path: string, accept = 'text/csv') =>
    world.send('GET', path, { headers: { ...headers, Accept: accept } });
  const records = (text: string): Record<string, string>[] => parse(text, { bom: true, columns: true });

  it('partners: the same numbers as in the JSON', async () => {
    const answer = await file(`${LIST}?sort=-bookings`);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': expect.stringMatching(/^attachment; filename="partners \d{4}-\d\d-\d\d\.csv"$/),
      'cache-control': 'no-store',
      vary: expect.stringContaining('Accept'),
    });
    expect(answer.headers['link']).toBeUndefined();
    const [first, second, third] = records(answer.text);
    expect(first).toMatchObject({
      partnerName: 'Kochschule Größe',
      confirmationRate: '0.8',
      medianAnswerHours: '2',
    });
    expect(second).toMatchObject({ addressBouncedAt: '2025-03-03T09:00:00.000Z', confirmationRate: '' });
    expect(third).toMatchObject({ customerNumber: 'P-404', partnerName: '', active: '' });
  });

  it('Injection: texts of customers and partners are no formulas', async () => {
    await world.partners.save(
      aPartner({ customerNumber: asCustomerNumber('P-100'), name: '=HYPERLINK("http://evil.example.org")' }),
    );
    const customer = { firstName: '@Mara', lastName: '-Muster', phone: '+49 89 000001' };
    await world.order(orderNumber(9, { partner: 'P-405', customer, course: { id: 9, name: '=1+1, "x"' } }));
    const [partner] = records((await file(`${LIST}?search=P-100`)).text);
    expect(partner?.['partnerName']).toBe('\'=HYPERLINK("http://evil.example.org")');
    const booking = records((await file('/api/manager/bookings?attention=escalated')).text).find(
      ({ customerNumber }) => customerNumber === 'P-405',
    );
    expect(booking).toMatchObject({
      courseName: '\'=1+1, "x"',
      customerFirstName: "'@Mara",
      customerLastName: "'-Muster",
      // A sign followed by digits is no formula, and a number for programs.
      customerPhone: '+49 89 000001',
      escalationReason: 'partner_unknown',
      escalatedAt: '2025-03-03T11:00:00.000Z',
    });
  });

  it('bookings, deliveries and order items, each with its reasons', async () => {
    const rebooking = records((await file('/api/manager/bookings?attention=rebooking')).text);
    expect(rebooking).toMatchObject([{ status: 'declined', declineReason: 'other', eventDate: '2025-03-13' }]);
    world.mailer.failures.breakDown('permanent');
    await world.deliverDue();
    const [delivery] = records((await file('/api/manager/deliveries')).text);
    expect(delivery).toMatchObject({ kind: 'mail', reason: 'The mailer refused, as the test told it to.' });
    const [lost] = orderNumber(12).items;
    await world.order({ ...orderNumber(12), items: lost === undefined ? [] : [{ ...lost, customerNumber: null }] });
    const items = records((await file('/api/manager/order-items')).text);
    expect(items).toMatchObject([{ orderNumber: '100000012', reason: 'no_partner', detail: '' }]);
  });

  it('a longer list continues at the Link header’s address', async () => {
    const seen: string[] = [];
    let next: string | undefined = `${LIST}?sort=-bookings&limit=2`;
    while (next !== undefined) {
      const answer = await file(next);
      seen.push(...records(answer.text).map(({ customerNumber = '' }) => customerNumber));
      next = /^<(.+)>; rel="next"$/.exec(String(answer.headers['link'] ?? ''))?.[1];
    }
    expect(seen).toEqual(['P-100', 'P-200', 'P-404']);
  });

  it.each([
    ['text/csv;q=0.5, application/json', 'application/json'],
    ['*/*', 'application/json'],
    ['text/html', 'application/json'],
    ['application/json;q=0.1, text/csv', 'text/csv'],
  ])('Accept: %s gets %s', async (accept, type) => {
    expect((await file(LIST, accept)).headers['content-type']).toContain(type);
  });

  it('errors stay JSON', async () => {
    const answer = await file(`${LIST}?sort=best`);
    expect([answer.status, answer.headers['content-type']]).toEqual([400, expect.stringContaining('application/json')]);
  });
});
