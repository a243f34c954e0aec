import {
  asCustomerNumber,
  courseDateKey,
  courseDateOf,
  DAY_MS,
  HOUR_MS,
  type Language,
  partnerScope,
  type Stored,
  TransientFailure,
} from '@miomente/booking-domain';
import { anOrder, aPartner, useCasesOver } from '@miomente/booking-domain/testing';
import { paths } from '@miomente/booking-paths';
import { clickThrough } from '@miomente/booking-testing';
import { orderNumber } from '../bookings.ts';
import { OFFICE } from '../world.ts';
import { book, bookAsked, orderOf } from './orders.ts';
import { linksOf, openStage, type Stage, type Visitor } from './stage.ts';

/** Test values for names and notes, which must appear as text and never as markup. */
export const CANARY = `"><img src=x onerror=alert(1)>'<script>alert(2)</script>{{7*7}}`;

/** The visitor of a page; `limited` has exceeded a limit, `empty` has no bookings. */
export type Role = 'nobody' | 'partner' | 'office' | 'limited' | 'empty';
const ACCOUNTS = {
  nobody: null,
  partner: asCustomerNumber('P-100'),
  office: OFFICE,
  limited: asCustomerNumber('P-429'),
  empty: asCustomerNumber('P-900'),
} as const;

/** A page and the way to it. */
export interface Visit {
  readonly name: string;
  readonly role: Role;
  readonly go: (visitor: Visitor) => Promise<void>;
}

/** The office's pages, each with content, and one without. */
const OFFICE_PAGES: readonly string[] = [
  ...['', '/missed', '/flagged', '/rebooking', '/order-items', '/deliveries', '/addresses', '/partners'],
  ...['/partners?period=own&from=2025-02-31&to=2025-01-01', '/partners/P-100', '/partners/P-404', '/partners/P-300'],
].map((address) => `/manager${address}`);

/** Login tokens whose look-up fails: with a bug, and with a database that does not answer. */
const DEFECT = '5'.repeat(64);
const OUTAGE = '3'.repeat(64);

/** A site with content on every page. */
export async function openEveryPage(): Promise<{ readonly stage: Stage; readonly visits: readonly Visit[] }> {
  const stage: Stage = await openStage({
    sample: true,
    deps: {
      rateLimiter: {
        consume: async (_, key) =>
          key === 'P-429' ? { allowed: false, limit: 100, remaining: 0, resetMs: 30_000 } : undefined,
      },
      readLogin: async (token) => {
        if (token === DEFECT) throw new Error('A defect of the tests.');
        if (token === OUTAGE) throw new TransientFailure('The tests’ database does not answer.');
        return useCasesOver(stage).readLogin(token);
      },
    },
  });
  for (const number of ['P-429', 'P-900']) await stage.partner(asCustomerNumber(number));
  const scope = partnerScope(asCustomerNumber('P-100'));
  const named = { firstName: CANARY, lastName: CANARY, course: `Kurs ${CANARY}` };
  const missed = await book(stage, { start: '2025-03-04 09:00:00', course: 'Verpasster Kurs' });
  stage.clock.advance(2 * DAY_MS);
  const pending = await book(stage, { ...named, start: '2025-03-30 18:00:00' });
  const undated = await book(stage, { start: null, course: 'Weinprobe' });
  const short = await book(stage, { start: '2025-03-06 18:00:00', course: 'Pasta-Workshop' });
  const confirmed = await book(stage, { ...named });
  const inAdvance = await book(stage, { course: 'Brotbackkurs', productId: 19 });
  const courseDate = courseDateOf(inAdvance);
  await stage.deps.giveStandingYes({ scope, courseDate, terms: { people: 12, hours: 24 } });
  const declined = await book(stage, { course: 'Pralinenkurs' });
  const order = orderOf({ course: 'Barista-Kurs' });
  const [cancelled] = await stage.order(order);
  for (let n = 0; n < 20; n += 1) await book(stage, { lastName: `Nummer${n}` });
  await stage.deps.confirmBooking({ scope, id: confirmed.id });
  await stage.deps.declineBooking({ scope, id: declined.id, reason: 'other', notes: CANARY });
  await stage.order(anOrder({ ...order, state: 'canceled', updatedAt: order.updatedAt + HOUR_MS }));
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
      path('a mail, answered', '/sample/mailbox/1?reply=taken'),
      path('a mail, answered in vain', '/sample/mailbox/1?reply=not_taken'),
      path('tickets', '/sample/tickets'),
      path('previews', '/sample/previews'),
      path('a preview', '/sample/previews/first_reminder/en'),
      path('guard', link(pending).confirm),
      ...(['day', 'people'] as const).flatMap((asks) =>
        [false, true].map((wrong) => ({
          name: `question, ${asks}${wrong ? ', wrong' : ''}`,
          role: 'nobody' as const,
          go: async (visitor: Visitor) => {
            const shape = { course: `Kurs ${CANARY}`, ...(asks === 'people' ? { start: null } : {}) };
            await visitor.open(link(await book(stage, shape)).confirm);
            await clickThrough(visitor.page.locator('main button').first());
            if (wrong) {
              await visitor.page.fill('#answer', '99');
              await visitor.page.press('#answer', 'Enter');
            }
          },
        })),
      ),
      {
        name: 'too many answers',
        role: 'nobody',
        go: async (visitor) => {
          const guessed = await book(stage);
          for (let n = 0; n < 5; n += 1) await stage.linkVisits.takeAnswer(guessed.id, stage.clock.now());
          await visitor.open(link(guessed).confirm);
        },
      },
      path('success, bare', '/confirmation-success'),
      {
        name: 'success',
        role: 'nobody',
        go: async (visitor) => {
          await visitor.open(link(await bookAsked(stage, { course: 'Thai-Kochkurs' })).confirm);
          await clickThrough(visitor.page.locator('main button').first());
        },
      },
      {
        // After the previous one this device is known, and its link needs no button.
        name: 'taken back',
        role: 'nobody',
        go: async (visitor) => {
          const { confirm } = link(await bookAsked(stage, { course: 'Thai-Kochkurs' }));
          await visitor.open(confirm);
          await visitor.open(confirm);
          await clickThrough(visitor.page.locator('main button').first());
        },
      },
      path('link already used', link(confirmed).confirm),
      path('link of a declined booking', link(declined).decline),
      ...['invalid', 'expired', 'cancelled', 'event_started', 'order_being_changed'].map((reason) =>
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
          await clickThrough(visitor.page.locator('main button').first());
        },
      },
      {
        name: 'login link sent',
        role: 'nobody',
        go: async (visitor) => {
          await visitor.open('/login');
          await visitor.page.fill('input[name=email]', 'kochschule@example.org');
          await clickThrough(visitor.page.locator('main button').first());
        },
      },
      {
        name: 'login link',
        role: 'nobody',
        go: async (visitor) => visitor.open(await stage.loginLink('kochschule@example.org')),
      },
      path('signed out', '/login?signed_out=1'),
      path('session ended', '/login?next=%2Fdashboard%2Fbookings&expired=1'),
      path('a defect of ours', `/login/${DEFECT}`),
      path('database away', `/login/${OUTAGE}`),
      path('asked too often', '/dashboard/bookings', 'limited'),
      path('login link invalid', `/login/${'0'.repeat(64)}`),
      path('not found', '/gibt-es-nicht'),
      loggedIn('inbox', '/dashboard/bookings'),
      loggedIn('inbox after answers', `/dashboard/bookings?done=${declined.id}.${confirmed.id}&last=1&meant=declined`),
      loggedIn(
        'inbox after an answer to several',
        `/dashboard/bookings?done=${declined.id}.${confirmed.id}&last=2&meant=confirmed`,
      ),
      loggedIn('upcoming course dates', '/dashboard/bookings?tab=upcoming'),
      loggedIn('past course dates', '/dashboard/bookings?tab=past'),
      loggedIn('decline several', `/dashboard/answers/decline?ids=${pending.id}.${short.id}`),
      loggedIn('bookings', '/dashboard/bookings?status=all'),
      path('no bookings yet', '/dashboard/bookings', 'empty'),
      loggedIn('bookings, page 2', '/dashboard/bookings?status=all&page=2'),
      loggedIn('bookings, nothing found', '/dashboard/bookings?status=declined&search=nichts&from=2025-02-31'),
      loggedIn('bookings with a notice', `/dashboard/bookings?notice=confirmed&booking=${confirmed.id}`),
      loggedIn('a course date', courseDatePath(pending)),
      loggedIn('a course date that is settled', courseDatePath(confirmed)),
      loggedIn('a course date with a yes in advance', courseDatePath(inAdvance)),
      loggedIn('calendar', '/dashboard/calendar'),
      loggedIn('figures', '/dashboard/figures'),
      {
        name: 'calendar, with its new address',
        role: 'partner',
        go: async (visitor) => {
          await visitor.open('/dashboard/calendar');
          await clickThrough(visitor.page.locator('main form button').first());
        },
      },
      {
        name: 'a yes in advance that is refused',
        role: 'partner',
        go: async (visitor) => {
          await visitor.open(courseDatePath(pending));
          await clickThrough(visitor.page.locator('section.standing button').first());
        },
      },
      loggedIn('a pending booking', `/dashboard/bookings/${pending.id}`),
      loggedIn('a booking without a date', `/dashboard/bookings/${undated.id}`),
      loggedIn('a booking at short notice', `/dashboard/bookings/${short.id}`),
      loggedIn('a confirmed booking', `/dashboard/bookings/${confirmed.id}`),
      loggedIn('a declined booking', `/dashboard/bookings/${declined.id}?notice=declined&booking=${declined.id}`),
      loggedIn('a cancelled booking', `/dashboard/bookings/${cancelled?.id}`),
      loggedIn('a missed booking', `/dashboard/bookings/${missed.id}`),
      loggedIn('somebody was quicker', `/dashboard/bookings?notice=refused&booking=${declined.id}`),
      {
        name: 'decline dialog',
        role: 'partner',
        go: async (visitor) => {
          await visitor.open(`/dashboard/bookings/${pending.id}`);
          await clickThrough(visitor.page.locator('a[data-dialog]'));
          await visitor.page.locator('dialog[open]').waitFor();
        },
      },
      loggedIn('decline form', `/dashboard/bookings/${pending.id}/decline`),
      {
        name: 'decline form with problems',
        role: 'partner',
        go: async (visitor) => {
          await visitor.open(`/dashboard/bookings/${pending.id}/decline`);
          await visitor.page.fill('textarea', CANARY);
          await clickThrough(visitor.page.locator('main button').first());
        },
      },
      loggedIn('not allowed', '/manager'),
      {
        name: 'office, a call of one’s own',
        role: 'office',
        go: async (visitor) => {
          await claimCall(visitor);
          await clickThrough(visitor.page.locator('[data-holding=mine] .answers summary').first());
        },
      },
      {
        name: 'office, a call back in the past',
        role: 'office',
        go: async (visitor) => {
          await claimCall(visitor);
          await visitor.open('/manager/calls/P-100');
          await visitor.page.fill('textarea[name=note]', CANARY);
          await visitor.page.fill('input[name=time]', '00:00');
          await clickThrough(visitor.page.locator('[name=outcome][value=call_back]').last());
        },
      },
      {
        name: 'a ticket',
        role: 'nobody',
        go: async (visitor) => {
          await visitor.open('/sample/tickets');
          await visitor.open(`/sample/tickets/${stage.desk.tickets[0]?.ticketId}`);
        },
      },
      ...OFFICE_PAGES.map((address) => path(`office ${address}`, address, 'office')),
      path('a booking for the office', `/dashboard/bookings/${undated.id}`, 'office'),
    ],
  };
}

/** The page of a booking's course date. */
function courseDatePath(booking: Stored): string {
  return paths.courseDate.at({ key: courseDateKey(courseDateOf(booking)) });
}

/** Claims the partner for a call, unless the same person has in another browser. */
async function claimCall(visitor: Visitor): Promise<void> {
  await visitor.open('/manager');
  const claim = visitor.page.locator('[data-call="P-100"][data-holding=free] [data-free] button');
  if ((await claim.count()) > 0) await clickThrough(claim);
}

/** What the office's pages show besides the partner's bookings. */
async function openOfficePages(stage: Stage): Promise<void> {
  const addressMark = { at: stage.clock.now(), reason: CANARY };
  await stage.partners.save(aPartner({ customerNumber: asCustomerNumber('P-300'), name: CANARY, addressMark }));
  const [item] = orderNumber(901).items;
  if (item === undefined) throw new Error('An order of the tests has no item.');
  await stage.order(
    orderNumber(900, { partner: 'P-404' }),
    { ...orderNumber(901), items: [{ ...item, name: CANARY, customerNumber: null }] },
    { ...orderNumber(902), items: [{ ...item, itemId: 902, quantity: null } as unknown as typeof item] },
  );
}

/**
 * One browser per role, in one language and logged in if the role is.
 * @returns a role's browser
 */
export async function openBrowsers(
  stage: Stage,
  language: Language,
  options: Parameters<Stage['visitor']>[0] = {},
): Promise<Readonly<Record<Role, Visitor>>> {
  const open = async (role: Role): Promise<Visitor> => {
    const visitor = await stage.visitor(options);
    const account = ACCOUNTS[role];
    const cookies = [{ name: 'booking_language', value: String(language), url: stage.url }];
    if (account !== null)
      cookies.push({ name: 'booking_session', value: await stage.sessionJwt(account), url: stage.url });
    await visitor.context.addCookies(cookies);
    return visitor;
  };
  return {
    nobody: await open('nobody'),
    partner: await open('partner'),
    office: await open('office'),
    limited: await open('limited'),
    empty: await open('empty'),
  };
}
