import { asBookingId, asCustomerNumber, DAY_MS, MINUTE_MS, partnerScope } from '@miomente/booking-domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { book } from '../pages/orders.ts';
import { openWorld, type World } from '../world.ts';

const LIST = '/api/partner/course-dates';
const SUSHI = 71_001;
const PASTA = 71_002;
const OWNER = partnerScope(asCustomerNumber('P-100'));
let world: World;
let headers: Readonly<Record<string, string>>;

beforeEach(async () => {
  world = await openWorld();
  await world.partner();
  headers = await world.as(asCustomerNumber('P-100'));
});
afterEach(() => world.stop());

interface Listed {
  readonly key: string;
  readonly course: { readonly id: number };
  readonly counts: { readonly pending: number };
}
async function listed(query = ''): Promise<readonly Listed[]> {
  const { json } = await world.send('GET', `${LIST}${query}`, { headers });
  return (json as { readonly data: { readonly courseDates: readonly Listed[] } }).data.courseDates;
}

describe('booking#course-date: GET /api/partner/course-dates', () => {
  beforeEach(async () => {
    const [first] = [await book(world, { productId: SUSHI }), await book(world, { productId: SUSHI })];
    await book(world, { productId: PASTA });
    await world.deps.confirmBooking({ scope: OWNER, id: first.id });
  });

  it('gives each course date once, with what stands in it and until when to answer', async () => {
    const { status, json } = await world.send('GET', LIST, { headers });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      data: {
        courseDates: [
          {
            key: expect.stringMatching(/^71001\.\d+$/),
            course: { id: SUSHI },
            eventDate: expect.any(String),
            eventTime: expect.any(String),
            counts: { pending: 1, confirmed: 1, declined: 0, cancelled: 0 },
            people: 4,
            answerBy: expect.any(String),
          },
          { course: { id: PASTA }, counts: { pending: 1 }, people: 2 },
        ],
        pagination: { page: 1, limit: 20, total: 2, totalPages: 1 },
      },
    });
  });

  it('its key filters the list of bookings, which agrees with its counts', async () => {
    for (const { key, course } of await listed()) {
      const query = new URLSearchParams({ course_date: key });
      const { json } = await world.send('GET', `/api/partner/bookings?${query}`, { headers });
      const { bookings, summary } = (json as { data: { bookings: Listed[]; summary: object } }).data;
      expect(bookings.map((booking) => booking.course.id)).toEqual(bookings.map(() => course.id));
      expect(summary).toMatchObject((await listed()).find((each) => each.key === key)?.counts ?? {});
    }
  });

  it('follows the filters of bookings', async () => {
    expect(await listed('?status=confirmed')).toHaveLength(1);
    expect(await listed(`?course_id=${PASTA}`)).toHaveLength(1);
    expect(await listed('?limit=1&page=2')).toHaveLength(1);
    expect(await listed('?search=niemand')).toEqual([]);
  });

  it('a course date without anything open has no deadline', async () => {
    await world.deps.confirmBooking({ scope: OWNER, id: asBookingId(2) });
    const { json } = await world.send('GET', `${LIST}?course_id=${SUSHI}`, { headers });
    expect(json).toMatchObject({ data: { courseDates: [{ counts: { pending: 0, confirmed: 2 }, answerBy: null }] } });
  });

  it.each(['', '7', '0.open', '7.999999999999999', '~%.open', 'x'.repeat(1_601)])(
    'a key that is none is refused: %s',
    async (key) => {
      const query = new URLSearchParams({ course_date: key });
      const { status, json } = await world.send('GET', `/api/partner/bookings?${query}`, { headers });
      expect(status).toBe(400);
      expect(json).toMatchObject({ error: { issues: [{ path: 'query.course_date' }] } });
    },
  );

  it('a key of a course that there is none of finds nothing', async () => {
    for (const key of ['7.1', '~%00.open', `7.${world.clock.now() + DAY_MS}-${world.clock.now() + MINUTE_MS}`]) {
      const query = new URLSearchParams({ course_date: key });
      const { status, json } = await world.send('GET', `/api/partner/bookings/pending?${query}`, { headers });
      expect([status, json]).toMatchObject([200, { data: { bookings: [], pagination: { total: 0 } } }]);
    }
  });
});
