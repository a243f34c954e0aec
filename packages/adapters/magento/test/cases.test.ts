import {
  asOrderId,
  DAY_MS,
  dayBounds,
  type EventStart,
  HOUR_MS,
  instantOf,
  type Stored,
} from '@miomente/booking-domain';
import { beforeEach, describe, expect, it } from 'vitest';
import { childLine, courseLine, dateOption, itemIdOf, options, orderRows, type Row } from '../testing/index.ts';
import { ORDER_CASES, type OrderCase } from './cases/case.ts';
import { openShop } from './open-shop.ts';
import { NOW, type World, worldAround } from './world.ts';

const { shop, source, readerWith } = await openShop();
await shop.define({ code: 'event_moment', type: 'datetime', input: 'datetime' });
const PRODUCT = 77;
const ORDER = asOrderId(1);
const BERLIN = 'Europe/Berlin';

beforeEach(() => shop.empty());

const at = (date: string, time: string): number => instantOf({ date, time }, BERLIN) ?? expect.fail();
const berlin = (text: string): number => at(text.slice(0, 10), text.slice(11, 16));
const textDate = (text: string): Row => ({ label: 'Termin', value: text, print_value: text, option_type: 'drop_down' });
const dated = (text: string): string => options([dateOption(`${text.replace('T', ' ')}:00`, text)]);

/** The shop's product, and one order with one line for it. */
async function placed(line: Row, values: Row = {}, order: Row = {}, when = NOW): Promise<void> {
  await shop.addProduct({ productId: PRODUCT, values: { customer_number: 'P-100', ...values } });
  const items = [courseLine(itemIdOf(ORDER), { product_id: PRODUCT, ...line })];
  await shop.place([orderRows({ orderId: ORDER, at: when }, { items, order })]);
}

async function read(world: World): Promise<Stored> {
  await world.receiveOrder(ORDER);
  await world.work();
  return world.booking(itemIdOf(ORDER));
}

async function booked(line: Row, values: Row = {}, when = NOW): Promise<Stored> {
  await placed(line, values, {}, when);
  const world = await worldAround(source);
  world.clock.set(when);
  return read(world);
}

const price = ({ details }: Stored): number => details.price.tenThousandths / 10_000;

async function bundled({
  parent = {},
  children = [],
  product_calculations = 'child',
}: OrderCase): Promise<{ readonly world: World; readonly booking: Stored }> {
  const amounts = (row: Row): Row => ({ row_total_incl_tax: row['row_total'] ?? null, tax_amount: 0, ...row });
  await shop.addProduct({ productId: PRODUCT, values: { customer_number: 'P-100' } });
  await shop.addProduct({ productId: 78 });
  const whole = { product_id: PRODUCT, product_type: 'bundle', product_options: options([], { product_calculations }) };
  const lines = children.map(({ what, ...child }, n) =>
    childLine(12 + n, 11, { product_id: what === 'apron' ? 78 : PRODUCT, ...amounts(child) }),
  );
  const items = [courseLine(11, { ...whole, ...amounts(parent) }), ...lines];
  await shop.place([orderRows({ orderId: ORDER, at: NOW }, { items })]);
  const world = await worldAround(source);
  await world.receiveOrder(ORDER);
  return { world, booking: await world.booking(11) };
}

/** For each case, how it is given to the product and what must hold afterwards. */
const TRIED: Readonly<Record<string, (given: OrderCase) => Promise<void>>> = {
  'day only, ordered on its morning': async ({ option, ordered_at = '' }) => {
    await placed({ product_options: options([option as Row]) }, {}, {}, Date.parse(ordered_at));
    const world = await worldAround(source);
    world.clock.set(Date.parse(ordered_at));
    const booking = await read(world);
    expect(booking).toMatchObject({ historic: false, details: { eventStart: dayBounds('2027-01-25', BERLIN) } });
    expect([world.mailer.kinds(), world.desk.tickets.length]).toEqual([['confirmation_request'], 1]);
    world.clock.set(at('2027-01-26', '00:00') - 1);
    await world.confirm(booking);
  },
  'day and time in two options': async ({ options: chosen = [] }) => {
    const { details } = await booked({ product_options: options(chosen) });
    expect(details.eventStart).toBe(at('2027-01-25', '18:00'));
  },
  'attribute of input datetime': async ({ attribute }) => {
    const value = typeof attribute === 'object' ? attribute.value : '';
    await placed({ product_options: options([]) }, { event_moment: value });
    const world = await worldAround(readerWith({}, [{ type: 'attribute', name: 'event_moment' }]), {
      orderPolicy: { eventStartSources: [{ type: 'attribute', name: 'event_moment' }] },
    });
    expect((await read(world)).details.eventStart).toBe(at('2027-07-18', '18:00'));
  },
  'dynamic bundle, one part given back': async (given) => {
    const { booking } = await bundled(given);
    expect(booking).toMatchObject({ status: 'pending', details: { participants: 2 } });
  },
  'dynamic bundle with a coupon': async (given) => {
    expect(price((await bundled(given)).booking)).toBe(180);
  },
  'net prices, all given away': async ({ row = {} }) => {
    expect(price(await booked(row))).toBe(0);
  },
  'date attribute used again': async ({ booking, read_again_at = '', event_now = '' }) => {
    const utc = (text: string): string => new Date(berlin(text)).toISOString().slice(0, 19).replace('T', ' ');
    await placed({ product_options: options([]) }, { event_moment: utc(booking?.event ?? '') });
    const sources = [{ type: 'attribute', name: 'event_moment' }] as const;
    const world = await worldAround(readerWith({}, sources), { orderPolicy: { eventStartSources: sources } });
    await world.confirm(await read(world));
    const told = world.mailer.kinds();
    world.clock.set(Date.parse(read_again_at));
    await shop.setValue(PRODUCT, 'event_moment', utc(event_now));
    await world.receiveOrder(ORDER);
    await world.compareUpcoming();
    await world.sweep();
    await world.work();
    const after = await world.booking(itemIdOf(ORDER));
    expect(after).toMatchObject({
      status: 'confirmed',
      flags: ['moved_after_event'],
      tookPlace: berlin(booking?.event ?? ''),
    });
    expect([world.mailer.kinds(), world.desk.tickets]).toEqual([told, []]);
  },
  'edit to another variant': async ({ before = {}, after = {} }) => {
    await placed({ ...before, product_options: dated('2027-01-25T18:00') });
    const world = await worldAround(source);
    await world.decline(await read(world));
    await world.work();
    const { ticket } = await world.booking(itemIdOf(ORDER));
    await shop.changeOrder(ORDER, { state: 'canceled', relation_child_id: '2' });
    const items = [courseLine(itemIdOf(2), { ...after, product_options: dated('2027-01-26T18:00') })];
    const order = { relation_parent_id: String(ORDER) };
    await shop.place([orderRows({ orderId: 2, at: NOW, incrementId: '000000001-1' }, { order, items })]);
    await world.reconcile();
    await world.work();
    expect(world.mailer.kinds()).not.toContain('cancellation_notice');
    expect(world.mailer.kinds().filter((kind) => kind === 'confirmation_request')).toHaveLength(2);
    expect(await world.booking(itemIdOf(2))).toMatchObject({ status: 'pending', ticket });
  },
  'chosen date can\u2019t be read, attribute can': async ({ option, attribute }) => {
    const words = String(option).replace('Termin: ', '');
    const value = `${String(attribute)}:00`;
    const { details, flags } = await booked({ product_options: options([textDate(words)]) }, { event_date: value });
    expect([details.eventStart, flags]).toEqual([null, ['event_date_unreadable', 'no_event_date']]);
  },
  'odd list beside a good one': async ({ product_options }) => {
    const { details, flags } = await booked({ product_options: JSON.stringify(product_options) });
    expect([details.eventStart, flags]).toEqual([at('2027-04-18', '18:00'), []]);
  },
  'voucher whose product is gone': async ({ row = {} }) => {
    const ordered = Date.parse(`${row['ordered_at']}T10:00:00Z`);
    const items = [courseLine(itemIdOf(ORDER), { product_id: 99, product_options: null })];
    await shop.place([orderRows({ orderId: ORDER, at: ordered }, { items })]);
    const world = await worldAround(source);
    await world.reconcile();
    await world.work();
    expect([await world.bookings(), await world.flagged(), world.desk.tickets]).toEqual([[], [], []]);
    expect(await world.compareUpcoming()).toEqual({ orders: 0 });
  },
  'edited order, new row on hold': async ({ old, new: successor }) => {
    await placed({});
    const world = await worldAround(source);
    await read(world);
    await shop.changeOrder(ORDER, { state: String(old?.['state']) });
    const order = { state: String(successor?.['state']), relation_parent_id: String(ORDER) };
    const items = [courseLine(itemIdOf(2), { product_id: PRODUCT })];
    await shop.place([orderRows({ orderId: 2, at: NOW, incrementId: '000000001-1' }, { order, items })]);
    for (let day = 0; day < 10; day += 1) {
      world.clock.advance(DAY_MS);
      await world.reconcile();
      await world.compareUpcoming();
      await world.sweep();
      await world.work();
    }
    const held = { status: 'pending', hold: 'being_changed', flags: ['order_being_changed'] };
    expect(await world.booking(itemIdOf(ORDER))).toMatchObject(held);
    expect([world.mailer.kinds(), world.desk.tickets]).toEqual([['confirmation_request'], []]);
    await expect(world.confirm(await world.booking(itemIdOf(ORDER)))).rejects.toThrow('order_being_changed');
    await shop.changeOrder(2, { state: 'processing' });
    await world.reconcile();
    expect(await world.booking(itemIdOf(ORDER))).toMatchObject({ status: 'cancelled', cause: 'replaced' });
    expect(await world.booking(itemIdOf(2))).toMatchObject({ status: 'pending', hold: null });
  },
  'historic, then answered, then moved': async () => {
    await placed({ product_options: dated('2026-05-02T18:00') }, {}, {}, NOW - 100 * DAY_MS);
    const world = await worldAround(source, { policy: { goLiveAt: NOW - DAY_MS } });
    const first = await read(world);
    expect([first.historic, world.mailer.kinds()]).toEqual([true, []]);
    await world.confirm(first);
    await shop.changeItem(itemIdOf(ORDER), { product_options: dated('2026-06-02T18:00') });
    await world.compareUpcoming();
    for (let hour = 0; hour < 60; hour += 1) {
      await world.sweep();
      await world.work();
      world.clock.advance(HOUR_MS);
    }
    expect(world.mailer.kinds()).toEqual(['confirm_again', 'first_reminder', 'second_reminder']);
    expect(world.desk.tickets).toHaveLength(1);
    expect(await world.booking(itemIdOf(ORDER))).toMatchObject({
      historic: false,
      escalation: { reason: 'no_answer' },
    });
  },
  'first read with a date in the past, mended': async ({ mended = '' }) => {
    await placed({ product_options: dated('2026-01-25T18:00') });
    const world = await worldAround(source, { policy: { goLiveAt: NOW - DAY_MS } });
    expect((await read(world)).historic).toBe(true);
    expect(world.mailer.kinds()).toEqual([]);
    world.clock.advance(DAY_MS);
    await shop.changeItem(itemIdOf(ORDER), { product_options: dated(mended) });
    await shop.changeOrder(ORDER, { customer_note: 'mended', updated_at: '2026-03-03 08:00:00' });
    await world.reconcile();
    await world.work();
    expect(world.mailer.kinds()).toEqual(['confirmation_request']);
    const eventStart: EventStart = berlin(mended);
    const clockStartedAt = NOW + DAY_MS;
    expect(await world.booking(itemIdOf(ORDER))).toMatchObject({
      historic: false,
      clockStartedAt,
      details: { eventStart },
    });
  },
};

describe('small inputs that once failed, as rows of the shop', () => {
  it.each(ORDER_CASES.map((each) => [each.case, each.right, each] as const))('%s: %s', async (name, _right, given) => {
    const tried = TRIED[name.replace("'", '\u2019')] ?? expect.fail(`Nobody tries the case “${name}”.`);
    await tried(given);
  });
});
