import type { BookingId } from '@miomente/booking-domain';
import type { HttpRouter } from '../../src/request/context.ts';
import { makeRouter } from '../../src/router.ts';
import { sampleDesk } from '../pages/sample-desk.ts';
import { openWorld, type World, type WorldOptions } from '../world.ts';

/** An identifier of a booking, wherever a request may have it. */
export interface Named {
  readonly id: BookingId;
  readonly orderNumber: string;
  readonly courseId: number;
  readonly lastName: string;
}

/** A request to a route, without its authentication. */
export interface Asking {
  readonly path: string;
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the security tests know about a route. */
export interface KnownRoute {
  /**
   * The required right: a partner's or the office's, by session; a link's, by its token; a program's, by a secret; or
   * none.
   */
  readonly right: 'partner' | 'office' | 'either' | 'link' | 'machine' | 'nobody';
  /** A normal request about a booking. */
  readonly usual: (named: Named) => Asking;
  /** Every other place where an identifier of a booking may be. */
  readonly places?: readonly ((named: Named) => Asking)[];
}

const JSON_LIST: readonly ((named: Named) => Asking)[] = [
  '/api/partner/bookings',
  '/api/partner/bookings/pending',
].flatMap((path) => [
  ({ orderNumber }: Named) => ({ path: `${path}?search=${orderNumber}` }),
  ({ lastName }: Named) => ({ path: `${path}?search=${lastName}` }),
  ({ courseId }: Named) => ({ path: `${path}?course_id=${courseId}` }),
]);
const answer = (action: string, form: Readonly<Record<string, string>> = {}) => ({
  usual: ({ id }: Named): Asking => ({ path: `/dashboard/bookings/${id}/${action}`, form }),
  places: [
    ({ id }: Named): Asking => ({
      path: `/dashboard/bookings/${id}/${action}`,
      form: { ...form, back: `/dashboard/bookings?notice=confirmed&booking=${id}` },
    }),
  ],
});
const at =
  (path: string, more: Partial<Asking> = {}) =>
  (): Asking => ({ path, ...more });
/** The course date of an order of `orderNumber` of bookings.ts. */
const courseDateOf = (courseId: number): string =>
  `/dashboard/course-dates/${courseId}.${Date.parse('2025-03-13T17:00:00Z')}`;
const standingYesOf = (courseId: number): string =>
  `${courseDateOf(courseId).replace('/dashboard/', '/api/partner/')}/standing-yes`;
const SENT = '/login/sent/0123456789abcdef';
const NO_TOKEN = '0'.repeat(64);

/** All routes. A new one must be added here, with the places where an id may be. */
export const EVERY_ROUTE: Readonly<Record<string, KnownRoute>> = {
  'GET /api/partner/bookings': { right: 'partner', usual: at('/api/partner/bookings'), places: JSON_LIST.slice(0, 3) },
  'GET /api/partner/bookings/pending': {
    right: 'partner',
    usual: at('/api/partner/bookings/pending'),
    places: JSON_LIST.slice(3),
  },
  'GET /api/partner/bookings/:id': { right: 'partner', usual: ({ id }) => ({ path: `/api/partner/bookings/${id}` }) },
  'GET /api/partner/course-dates': {
    right: 'partner',
    usual: at('/api/partner/course-dates'),
    places: [
      ({ orderNumber }) => ({ path: `/api/partner/course-dates?search=${orderNumber}` }),
      ({ lastName }) => ({ path: `/api/partner/course-dates?search=${lastName}` }),
      ({ courseId }) => ({ path: `/api/partner/course-dates?course_id=${courseId}` }),
    ],
  },
  'GET /api/partner/course-dates/:key/standing-yes': {
    right: 'partner',
    usual: ({ courseId }) => ({ path: standingYesOf(courseId) }),
  },
  'POST /api/partner/course-dates/:key/standing-yes': {
    right: 'partner',
    usual: ({ courseId }) => ({ path: standingYesOf(courseId), json: { people: 12, hours: 24 } }),
  },
  'DELETE /api/partner/course-dates/:key/standing-yes': {
    right: 'partner',
    usual: ({ courseId }) => ({ path: standingYesOf(courseId) }),
  },
  'POST /api/partner/bookings/batch': {
    right: 'partner',
    usual: ({ id }) => ({ path: '/api/partner/bookings/batch', json: { action: 'confirm', ids: [id] } }),
    places: [
      ({ id }) => ({ path: '/api/partner/bookings/batch', json: { action: 'decline', ids: [id], reason: 'other' } }),
    ],
  },
  'POST /api/partner/bookings/:id/confirm': {
    right: 'partner',
    usual: ({ id }) => ({ path: `/api/partner/bookings/${id}/confirm`, json: {} }),
  },
  'POST /api/partner/bookings/:id/decline': {
    right: 'partner',
    usual: ({ id }) => ({ path: `/api/partner/bookings/${id}/decline`, json: { reason: 'other' } }),
  },
  'POST /api/partner/bookings/:id/reopen': {
    right: 'partner',
    usual: ({ id }) => ({ path: `/api/partner/bookings/${id}/reopen`, json: {} }),
  },
  'GET /api/manager/bookings': { right: 'office', usual: at('/api/manager/bookings?attention=missed') },
  'POST /api/manager/bookings/:id/confirm': {
    right: 'office',
    usual: ({ id }) => ({ path: `/api/manager/bookings/${id}/confirm`, json: {} }),
  },
  'POST /api/manager/bookings/:id/decline': {
    right: 'office',
    usual: ({ id }) => ({ path: `/api/manager/bookings/${id}/decline`, json: { reason: 'other' } }),
  },
  'POST /api/manager/bookings/:id/reopen': {
    right: 'office',
    usual: ({ id }) => ({ path: `/api/manager/bookings/${id}/reopen`, json: {} }),
  },
  'GET /api/manager/bookings/:id/replies': {
    right: 'office',
    usual: ({ id }) => ({ path: `/api/manager/bookings/${id}/replies` }),
  },
  'POST /api/manager/bookings/:id/replies/read': {
    right: 'office',
    usual: ({ id }) => ({ path: `/api/manager/bookings/${id}/replies/read`, json: {} }),
  },
  'GET /api/manager/calls': { right: 'office', usual: at('/api/manager/calls') },
  'POST /api/manager/calls/:customerNumber/claim': {
    right: 'office',
    usual: () => ({ path: '/api/manager/calls/P-100/claim', json: {} }),
  },
  'POST /api/manager/calls/:customerNumber/release': {
    right: 'office',
    usual: () => ({ path: '/api/manager/calls/P-100/release', json: {} }),
  },
  'POST /api/manager/calls/:customerNumber/outcome': {
    right: 'office',
    usual: () => ({ path: '/api/manager/calls/P-100/outcome', json: { outcome: 'not_reached' } }),
  },
  'GET /api/manager/deliveries': { right: 'office', usual: at('/api/manager/deliveries') },
  'POST /api/manager/deliveries/:id/resend': {
    right: 'office',
    usual: ({ id }) => ({ path: `/api/manager/deliveries/${id}/resend` }),
  },
  'GET /api/manager/order-items': { right: 'office', usual: at('/api/manager/order-items') },
  'GET /api/manager/partners': { right: 'office', usual: at('/api/manager/partners') },
  'GET /api/manager/partners/:customerNumber': { right: 'office', usual: at('/api/manager/partners/P-200') },
  'POST /api/manager/partners/:customerNumber/clear-bounce': {
    right: 'office',
    usual: at('/api/manager/partners/P-200/clear-bounce'),
  },
  'POST /api/manager/partners/:customerNumber/correct-address': {
    right: 'office',
    usual: at('/api/manager/partners/P-200/correct-address', {
      json: { email: 'neu@example.org', wrong: 'p-200@example.org' },
    }),
  },
  'POST /api/webhooks/new-order': { right: 'machine', usual: at('/api/webhooks/new-order', { json: { order_id: 1 } }) },
  'POST /api/webhooks/sendgrid': { right: 'machine', usual: at('/api/webhooks/sendgrid', { json: [] }) },
  'POST /api/webhooks/inbound-mail': { right: 'machine', usual: at('/api/webhooks/inbound-mail') },
  'GET /api/events': { right: 'machine', usual: at('/api/events') },
  'POST /api/cron/booking-reminders': { right: 'machine', usual: at('/api/cron/booking-reminders') },
  'GET /healthz': { right: 'nobody', usual: at('/healthz') },
  'GET /readyz': { right: 'nobody', usual: at('/readyz') },
  'GET /metrics': { right: 'machine', usual: at('/metrics') },
  'GET /openapi.json': { right: 'nobody', usual: at('/openapi.json') },
  'GET /docs': { right: 'nobody', usual: at('/docs') },
  'GET /api/confirm/:token': { right: 'link', usual: at(`/api/confirm/${NO_TOKEN}`) },
  'POST /api/confirm/:token': { right: 'link', usual: at(`/api/confirm/${NO_TOKEN}`, { form: {} }) },
  'GET /api/decline/:token': { right: 'link', usual: at(`/api/decline/${NO_TOKEN}`) },
  'GET /confirmation-success': {
    right: 'link',
    usual: at('/confirmation-success'),
    places: [({ id }) => ({ path: '/confirmation-success', headers: { Cookie: `booking_confirmed=${forged(id)}` } })],
  },
  'GET /confirmation-error': { right: 'link', usual: at('/confirmation-error?reason=expired') },
  'GET /confirmation-error/reopened': { right: 'link', usual: at('/confirmation-error/reopened') },
  'POST /confirmation-error/take-back': { right: 'link', usual: at('/confirmation-error/take-back', { form: {} }) },
  'GET /login': {
    right: 'nobody',
    usual: at('/login'),
    places: [({ id }) => ({ path: `/login?next=/dashboard/bookings/${id}` })],
  },
  'POST /login': { right: 'nobody', usual: at('/login', { form: { email: 'somebody@example.org' } }) },
  'GET /login/sent/:request': {
    right: 'nobody',
    usual: at(SENT),
    places: [({ id }) => ({ path: `${SENT}?next=/dashboard/bookings/${id}` })],
  },
  'POST /login/sent/:request': { right: 'nobody', usual: at(SENT, { form: { code: '042917' } }) },
  'POST /dashboard/bookings/:id/decline/login': {
    right: 'link',
    usual: ({ id }) => ({ path: `/dashboard/bookings/${id}/decline/login`, form: {} }),
  },
  'GET /login/:token': { right: 'link', usual: at(`/login/${NO_TOKEN}`) },
  'POST /login/:token': { right: 'link', usual: at(`/login/${NO_TOKEN}`, { form: { account: '0' } }) },
  'POST /logout': { right: 'nobody', usual: at('/logout', { form: {} }) },
  'GET /dashboard': { right: 'either', usual: at('/dashboard') },
  'GET /dashboard/bookings': {
    right: 'either',
    usual: at('/dashboard/bookings'),
    places: [
      ({ orderNumber }) => ({ path: `/dashboard/bookings?search=${orderNumber}` }),
      ({ lastName }) => ({ path: `/dashboard/bookings?search=${lastName}` }),
      ({ id }) => ({ path: `/dashboard/bookings?done=${id}&last=1&meant=confirmed` }),
      ({ courseId }) => ({ path: `/dashboard/bookings?course=${courseId}` }),
      ({ courseId }) => ({ path: `/dashboard/bookings?course_id=${courseId}` }),
      ...['confirmed', 'declined', 'reopened', 'refused'].map((notice) => ({ id }: Named) => ({
        path: `/dashboard/bookings?notice=${notice}&booking=${id}`,
      })),
    ],
  },
  'GET /dashboard/bookings/:id': {
    right: 'either',
    usual: ({ id }) => ({ path: `/dashboard/bookings/${id}` }),
    places: [({ id }) => ({ path: `/dashboard/bookings/${id}?notice=refused&booking=${id}` })],
  },
  'POST /dashboard/answers/confirm': {
    right: 'partner',
    usual: ({ id }) => ({ path: '/dashboard/answers/confirm', form: { ids: String(id) } }),
    places: [
      ({ id }) => ({
        path: '/dashboard/answers/confirm',
        form: { ids: `999999.${id}`, back: `/dashboard/bookings?done=${id}` },
      }),
    ],
  },
  'GET /dashboard/answers/decline': {
    right: 'partner',
    usual: ({ id }) => ({ path: `/dashboard/answers/decline?ids=${id}` }),
  },
  'POST /dashboard/answers/decline': {
    right: 'partner',
    usual: ({ id }) => ({ path: '/dashboard/answers/decline', form: { ids: String(id), reason: 'other', notes: 'x' } }),
  },
  'GET /dashboard/course-dates/:key': {
    right: 'partner',
    usual: ({ courseId }) => ({ path: courseDateOf(courseId) }),
  },
  'POST /dashboard/course-dates/:key/standing-yes': {
    right: 'partner',
    usual: ({ courseId }) => ({ path: `${courseDateOf(courseId)}/standing-yes`, form: { people: '12', hours: '24' } }),
  },
  'POST /dashboard/course-dates/:key/standing-yes/revoke': {
    right: 'partner',
    usual: ({ courseId }) => ({ path: `${courseDateOf(courseId)}/standing-yes/revoke`, form: {} }),
  },
  'GET /dashboard/calendar': { right: 'partner', usual: at('/dashboard/calendar') },
  'GET /dashboard/figures': { right: 'partner', usual: at('/dashboard/figures') },
  'POST /dashboard/calendar/address': { right: 'partner', usual: at('/dashboard/calendar/address', { form: {} }) },
  'GET /calendar/:token.ics': { right: 'link', usual: at(`/calendar/${NO_TOKEN}.ics`) },
  'POST /dashboard/bookings/:id/confirm': { right: 'either', ...answer('confirm') },
  'POST /dashboard/bookings/:id/reopen': { right: 'either', ...answer('reopen') },
  'POST /dashboard/bookings/:id/replies/read': {
    right: 'office',
    usual: ({ id }) => ({ path: `/dashboard/bookings/${id}/replies/read`, form: {} }),
  },
  'GET /dashboard/bookings/:id/decline': {
    right: 'either',
    usual: ({ id }) => ({ path: `/dashboard/bookings/${id}/decline` }),
    places: [
      // A link's cookie with an invalid token proves nothing about the booking.
      ({ id }) => ({ path: `/dashboard/bookings/${id}/decline`, headers: { Cookie: `booking_decline=${NO_TOKEN}` } }),
    ],
  },
  'POST /dashboard/bookings/:id/decline': { right: 'either', ...answer('decline', { reason: 'other' }) },
  'GET /manager': {
    right: 'office',
    usual: at('/manager'),
    places: [
      ({ id }) => ({ path: `/manager?notice=refused&booking=${id}` }),
      ({ id }) => ({ path: `/manager?told=answered&of=P-100&answered=${id}` }),
    ],
  },
  'GET /manager/calls-now': { right: 'office', usual: at('/manager/calls-now') },
  'GET /manager/calls/:customerNumber': { right: 'office', usual: at('/manager/calls/P-200') },
  'POST /manager/calls/:customerNumber/claim': {
    right: 'office',
    usual: at('/manager/calls/P-200/claim', { form: {} }),
  },
  'POST /manager/calls/:customerNumber/release': {
    right: 'office',
    usual: at('/manager/calls/P-200/release', { form: {} }),
  },
  'POST /manager/calls/:customerNumber/outcome': {
    right: 'office',
    usual: ({ id }) => ({ path: '/manager/calls/P-200/outcome', form: { answer: `confirm.${id}`, claim: '1' } }),
    places: [
      ({ id }) => ({
        path: '/manager/calls/P-200/outcome',
        form: { answer: 'confirm.all', shown: String(id), claim: '1' },
      }),
    ],
  },
  ...Object.fromEntries(
    ['missed', 'rebooking', 'flagged', 'order-items', 'deliveries', 'addresses', 'partners'].map((list) => [
      `GET /manager/${list}`,
      { right: 'office', usual: at(`/manager/${list}`) } as const,
    ]),
  ),
  'GET /manager/partners/:customerNumber': { right: 'office', usual: at('/manager/partners/P-200') },
  'POST /manager/partners/:customerNumber/clear-bounce': {
    right: 'office',
    usual: at('/manager/partners/P-200/clear-bounce', { form: {} }),
  },
  // The tests' world has no ticket system to lead to.
  'GET /manager/tickets/:ticketId': { right: 'office', usual: at('/manager/tickets/1') },
  'POST /manager/partners/:customerNumber/address': {
    right: 'office',
    usual: at('/manager/partners/P-200/address', { form: { email: 'neu@example.org', wrong: 'p-200@example.org' } }),
  },
  'GET /manager/files/:list.csv': { right: 'office', usual: at('/manager/files/partners.csv') },
  'POST /manager/deliveries/:id/resend': {
    right: 'office',
    usual: ({ id }) => ({ path: `/manager/deliveries/${id}/resend`, form: {} }),
  },
  'GET /favicon.svg': { right: 'nobody', usual: at('/favicon.svg') },
  'GET /': { right: 'nobody', usual: at('/') },
  // The sample pages exist only without real systems, and are open to everybody.
  'POST /sample/orders': { right: 'nobody', usual: at('/sample/orders', { form: {} }) },
  'GET /sample/mailbox': { right: 'nobody', usual: at('/sample/mailbox') },
  'GET /sample/mailbox/:id': { right: 'nobody', usual: at('/sample/mailbox/1') },
  'GET /sample/mailbox/:id/html': { right: 'nobody', usual: at('/sample/mailbox/1/html') },
  'POST /sample/mailbox/:id/reply': {
    right: 'nobody',
    usual: at('/sample/mailbox/1/reply', { form: { text: 'Ja, gern.' } }),
  },
  'GET /sample/tickets': { right: 'nobody', usual: at('/sample/tickets') },
  'GET /sample/tickets/:ticketId': { right: 'nobody', usual: at('/sample/tickets/T-1') },
  'GET /sample/previews': { right: 'nobody', usual: at('/sample/previews') },
  'GET /sample/previews/:kind/:language': { right: 'nobody', usual: at('/sample/previews/login_link/en') },
  'GET /sample/previews/:kind/:language/html': { right: 'nobody', usual: at('/sample/previews/login_link/en/html') },
};

function forged(id: BookingId): string {
  return `${Buffer.from(JSON.stringify([[id, 9_999_999_999_999]])).toString('base64url')}.${'A'.repeat(43)}`;
}

/** A world with all pages, including the sample pages. */
export async function openEveryRoute(options: WorldOptions = {}): Promise<World> {
  let world: World | undefined;
  const sample = sampleDesk(() => world as World);
  world = await openWorld({ ...options, deps: { ...options.deps, sample } });
  return world;
}

/** All mounted routes, as `METHOD pattern`; each GET includes HEAD. */
export function mounted(world: World): readonly string[] {
  const router: HttpRouter = makeRouter(world.deps);
  return router.stack.flatMap(({ path, methods }) =>
    methods.filter((method) => method !== 'HEAD').map((method) => `${method} ${String(path)}`),
  );
}

/** Sends a route's request, with further headers. */
export function ask(world: World, route: string, asking: Asking, headers: Readonly<Record<string, string>> = {}) {
  const [method = ''] = route.split(' ');
  const { path, form, json } = asking;
  const body = form === undefined ? json : new URLSearchParams(form).toString();
  const type = form === undefined ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' };
  const cookies = [headers['Cookie'], asking.headers?.['Cookie']].filter((cookie) => cookie !== undefined);
  const Cookie = cookies.length === 0 ? {} : { Cookie: cookies.join('; ') };
  return world.send(method, path, { headers: { ...type, ...headers, ...asking.headers, ...Cookie }, body });
}
