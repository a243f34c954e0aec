import { type Language, partnerScope } from '@miomente/booking-domain';
import { aPartner } from '@miomente/booking-domain/testing';
import { orderNumber } from '../bookings.ts';
import { OFFICE } from '../world.ts';
import { book } from './orders.ts';
import { linksOf, openStage, type Stage, type Visitor } from './stage.ts';

/** What stands where names and notes stand, to be seen as text and never as markup. */
export const CANARY = `"><img src=x onerror=alert(1)>'<script>alert(2)</script>{{7*7}}`;

/** Who comes to a page. */
export type Role = 'nobody' | 'partner' | 'office';

/** A page as somebody comes to it. */
export interface Visit {
  readonly name: string;
  readonly role: Role;
  readonly go: (visitor: Visitor) => Promise<void>;
}

/** The office's pages, each with something on it, and one with nothing. */
const OFFICE_PAGES: readonly string[] = [
  ...['', '/missed', '/rebooking', '/order-items', '/deliveries', '/addresses', '/partners'],
  ...['/partners?period=own&from=2025-02-31&to=2025-01-01', '/partners/P-100', '/partners/P-404', '/partners/P-300'],
].map((address) => `/manager${address}`);

/** A site with something on every page. */
export async function openEveryPage(): Promise<{ readonly stage: Stage; readonly visits: readonly Visit[] }> {
  const stage = await openStage({ sample: true });
  const scope = partnerScope('P-100');
  const named = { firstName: CANARY, lastName: CANARY, course: `Kurs ${CANARY}` };
  const pending = await book(stage, { ...named, start: '2025-03-30 18:00:00' });
  const undated = await book(stage, { start: null, course: 'Weinprobe' });
  const short = await book(stage, { start: '2025-03-04 18:00:00', course: 'Pasta-Workshop' });
  const confirmed = await book(stage, { ...named });
  const declined = await book(stage, { course: 'Pralinenkurs' });
  for (let n = 0; n < 20; n += 1) await book(stage, { lastName: `Nummer${n}` });
  await stage.deps.confirmBooking({ scope, id: confirmed.id });
  await stage.deps.declineBooking({ scope, id: declined.id, reason: 'other', notes: CANARY });
  await openOfficePages(stage);
  stage.mailer.failures.failNext('permanent');
  await stage.deliverDue();

  const path = (name: string, address: string, role: Role = 'nobody'): Visit => ({
    name,
    role,
    go: (visitor) => visitor.open(address),
  });
  const loggedIn = (name: string, address: string): Visit => path(name, address, 'partner');
  const link = (of: typeof pending) => linksOf(stage, of);
  return {
    stage,
    visits: [
      path('start', '/'),
      path('start after an order', '/?ordered=100012345'),
      path('mailbox', '/sample/mailbox'),
      path('a mail', '/sample/mailbox/1'),
      path('tickets', '/sample/tickets'),
      path('previews', '/sample/previews'),
      path('a preview', '/sample/previews/first_reminder/en'),
      path('guard', link(pending).confirm),
      path('success, bare', '/confirmation-success'),
      path('link already used', link(confirmed).confirm),
      path('link of a declined booking', link(declined).decline),
      ...['invalid', 'expired', 'cancelled', 'event_started'].map((reason) =>
        path(`link ${reason}`, `/confirmation-error?reason=${reason}`),
      ),
      path('link forgotten', '/confirmation-error/reopened'),
      path('login', '/login'),
      path('login for declining', link(pending).decline),
      {
        name: 'login refused',
        role: 'nobody',
        go: async (visitor) => {
          await visitor.open('/login');
          await visitor.page.fill('input[name=email]', 'kueche');
          await visitor.page.click('main button');
        },
      },
      path('login link invalid', `/login/${'0'.repeat(64)}`),
      path('not found', '/gibt-es-nicht'),
      loggedIn('bookings', '/dashboard/bookings'),
      loggedIn('bookings, page 2', '/dashboard/bookings?page=2'),
      loggedIn('bookings, nothing found', '/dashboard/bookings?status=declined&search=nichts&from=2025-02-31'),
      loggedIn('bookings with a notice', `/dashboard/bookings?notice=confirmed&booking=${confirmed.id}`),
      loggedIn('a pending booking', `/dashboard/bookings/${pending.id}`),
      loggedIn('a booking without a date', `/dashboard/bookings/${undated.id}`),
      loggedIn('a booking at short notice', `/dashboard/bookings/${short.id}`),
      loggedIn('a confirmed booking', `/dashboard/bookings/${confirmed.id}`),
      loggedIn('a declined booking', `/dashboard/bookings/${declined.id}?notice=declined&booking=${declined.id}`),
      loggedIn('decline form', `/dashboard/bookings/${pending.id}/decline`),
      {
        name: 'decline form with problems',
        role: 'partner',
        go: async (visitor) => {
          await visitor.open(`/dashboard/bookings/${pending.id}/decline`);
          await visitor.page.fill('textarea', CANARY);
          await visitor.page.click('main button');
        },
      },
      loggedIn('not allowed', '/manager'),
      ...OFFICE_PAGES.map((address) => path(`office ${address}`, address, 'office')),
      path('a booking for the office', `/dashboard/bookings/${undated.id}`, 'office'),
    ],
  };
}

/** What stands on the office's pages beside the partner's bookings. */
async function openOfficePages(stage: Stage): Promise<void> {
  const addressMark = { at: stage.clock.now(), reason: CANARY };
  await stage.partners.save(aPartner({ customerNumber: 'P-300', name: CANARY, addressMark }));
  const [item] = orderNumber(901).items;
  if (item === undefined) throw new Error('An order of the tests has no item.');
  await stage.order(
    orderNumber(900, { partner: 'P-404' }),
    { ...orderNumber(901), items: [{ ...item, name: CANARY, customerNumber: null }] },
    { ...orderNumber(902), items: [{ ...item, itemId: 902, quantity: null } as unknown as typeof item] },
  );
}

/**
 * One browser for each role, which reads in a language and is logged in where its role asks for it.
 * @returns goes to a page as its role does
 */
export async function openBrowsers(
  stage: Stage,
  language: Language,
  options: Parameters<Stage['visitor']>[0] = {},
): Promise<{ readonly visit: (to: Visit) => Promise<Visitor>; readonly close: () => Promise<void> }> {
  const open = async (account: Parameters<Stage['sessionJwt']>[0] | null): Promise<Visitor> => {
    const visitor = await stage.visitor(options);
    const cookies = [{ name: 'booking_language', value: String(language), url: stage.url }];
    if (account !== null)
      cookies.push({ name: 'booking_session', value: await stage.sessionJwt(account), url: stage.url });
    await visitor.context.addCookies(cookies);
    return visitor;
  };
  const visitors: Readonly<Record<Role, Visitor>> = {
    nobody: await open(null),
    partner: await open('P-100'),
    office: await open(OFFICE),
  };
  return {
    visit: async ({ role, go }) => {
      await go(visitors[role]);
      return visitors[role];
    },
    close: async () => {
      for (const { context } of Object.values(visitors)) await context.close();
    },
  };
}
