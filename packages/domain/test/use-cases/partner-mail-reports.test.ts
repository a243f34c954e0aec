import { asCustomerNumber, HOUR_MS, type MailOutcome, type MailReport } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { anItem, aShopOrder, openWorld, PARTNER, type World } from './world.ts';

const ADDRESS = PARTNER.email ?? '';
const PARTNERS = [PARTNER.customerNumber];

async function withList(): Promise<World> {
  const world = await openWorld({ dayBeforeListAt: '18:00' });
  const order = aShopOrder({ items: [anItem({ inMs: 33 * HOUR_MS })] });
  world.shop.place(order);
  await world.receiveOrder(order.orderId);
  world.clock.advance(8 * HOUR_MS);
  await world.queueDayBeforeLists();
  await world.work();
  return world;
}

async function withLogin(email = ADDRESS, world?: World): Promise<World> {
  const opened = world ?? (await openWorld());
  await opened.requestLogin({ email, language: 'de', next: '/', browser: 'a browser' });
  await opened.work();
  return opened;
}

/** A report on the newest mail of this kind. */
function reportOn(world: World, kind: 'day_before' | 'login_link', over: Partial<MailReport> = {}): MailReport {
  const mail = world.mails().findLast(({ content }) => content.kind === kind) ?? expect.fail(`There is no ${kind}.`);
  const { messageId, to } = mail;
  return { messageId, providerId: null, outcome: 'bounced', at: world.clock.now(), address: to.address, ...over };
}

const marks = async (world: World, numbers = PARTNERS) =>
  Promise.all(numbers.map(async (number) => (await world.partners.find(number))?.addressMark ?? null));

describe.each([
  ['day_before', withList],
  ['login_link', () => withLogin()],
] as const)('reminders#hard-bounce: reports on a mail about no booking (%s)', (kind, sent) => {
  it('a hard bounce marks the partner’s address', async () => {
    const world = await sent();
    expect(await world.recordMailReport(reportOn(world, kind))).toEqual({ known: true });
    expect(await marks(world)).toEqual([{ at: world.clock.now(), reason: 'bounced' }]);
  });

  it('a repeated one does not mark again what the office has cleared', async () => {
    const world = await sent();
    const report = reportOn(world, kind);
    await world.recordMailReport(report);
    await world.clearAddressMark(PARTNER.customerNumber);
    expect(await world.recordMailReport(report)).toEqual({ known: true });
    expect(await marks(world)).toEqual([null]);
  });

  it('one at an address that the partner no longer has marks nothing', async () => {
    const world = await sent();
    const report = reportOn(world, kind);
    await world.keepPartner({ ...PARTNER, email: 'neu@example.org' });
    expect(await world.recordMailReport(report)).toEqual({ known: true });
    expect(await marks(world)).toEqual([null]);
  });

  it.each(['delivered', 'deferred', 'blocked', 'dropped', 'spam_reported'] as const satisfies readonly MailOutcome[])(
    '%s marks nothing',
    async (outcome) => {
      const world = await sent();
      expect(await world.recordMailReport(reportOn(world, kind, { outcome }))).toEqual({ known: true });
      expect(await marks(world)).toEqual([null]);
    },
  );
});

describe('reminders#hard-bounce: whose address a login mail marks', () => {
  it('nobody’s, when several partners have the address: it was for whichever of them', async () => {
    const world = await openWorld();
    const other = asCustomerNumber('P-77');
    await world.keepPartner({ ...PARTNER, customerNumber: other });
    await withLogin(ADDRESS, world);
    expect(await world.recordMailReport(reportOn(world, 'login_link'))).toEqual({ known: true });
    expect(await marks(world, [...PARTNERS, other])).toEqual([null, null]);
  });

  it('nobody’s, when it was for the office, also where a partner has the same address', async () => {
    const world = await openWorld();
    await world.keepPartner({ ...PARTNER, email: 'office@example.org' });
    await withLogin('office@example.org', world);
    expect(await world.recordMailReport(reportOn(world, 'login_link'))).toEqual({ known: true });
    expect(await marks(world)).toEqual([null]);
  });
});
