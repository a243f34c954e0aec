import {
  type BookingStatus,
  DAY_MS,
  DEFAULT_POLICY,
  erasureMessages,
  isErasable,
  NO_CUSTOMER,
  withoutCustomer,
} from '@miomente/booking-domain';
import { aBooking, EVENT_START, MONDAY, someDetails } from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';
import { observe } from './commands.ts';
import { edited } from './edited.ts';
import { carriedOut } from './given.ts';
import { note, TICKET } from './messages.ts';

const STATUSES: readonly BookingStatus[] = ['pending', 'confirmed', 'declined', 'cancelled'];
const AFTER = EVENT_START + 30 * DAY_MS;
const MOVED_AWAY = { firstName: 'Mara', lastName: 'Umgezogen', email: 'mara@example.org', phone: '+49 89 000099' };

describe('orders#customer-data-ends: reading the order again does not bring it back', () => {
  const again = [
    ['as it was', observe({ details: { customer: someDetails().customer } }, AFTER)],
    ['with other contacts', observe({ details: { customer: MOVED_AWAY } }, AFTER)],
    ['cancelled since', observe({ cancelled: 'refunded', details: { customer: MOVED_AWAY } }, AFTER)],
  ] as const;

  it.each(STATUSES.flatMap((status) => again.map(([how, command]) => [status, how, command] as const)))(
    'a %s booking, its order %s',
    (status, _, command) => {
      const erased = withoutCustomer(aBooking(status, { ticket: TICKET }), AFTER - DAY_MS);
      const { booking, events, messages } = carriedOut(DEFAULT_POLICY, erased, command);
      expect(booking.details.customer).toEqual(NO_CUSTOMER);
      expect(booking.customerErasedAt).toBe(AFTER - DAY_MS);
      expect(JSON.stringify([events, messages])).not.toMatch(/Umgezogen|@example/);
      // Before it was erased, the same reading takes the contacts over.
      const kept = carriedOut(DEFAULT_POLICY, aBooking(status, { ticket: TICKET }), command).booking;
      expect(kept.details.customer).toEqual(command.observation.details.customer);
    },
  );

  it.each(STATUSES)('what else it says is still taken over: a %s booking', (status) => {
    const erased = withoutCustomer(aBooking(status), AFTER - DAY_MS);
    const orderTotal = { currency: 'EUR', tenThousandths: 4_200_000 };
    const command = observe({ details: { customer: MOVED_AWAY, orderTotal } }, AFTER);
    const { details } = carriedOut(DEFAULT_POLICY, erased, command).booking;
    expect(details).toMatchObject({ customer: NO_CUSTOMER, orderTotal });
  });
});

describe('orders#customer-data-ends: an order that is edited afterwards', () => {
  const old = withoutCustomer(aBooking('confirmed', { ticket: TICKET }), AFTER - DAY_MS);
  const customer = MOVED_AWAY;
  it.each([
    ['same', { customer }],
    ['moved', { customer, eventStart: AFTER + DAY_MS }],
  ] as const)('keeps its customer erased: %s', (_, details) => {
    const { booking } = edited(old, { at: AFTER, observation: { details } }).successor;
    expect([booking.details.customer, booking.customerErasedAt]).toEqual([NO_CUSTOMER, AFTER - DAY_MS]);
    const kept = edited(aBooking('confirmed'), { at: AFTER, observation: { details } }).successor.booking;
    expect([kept.details.customer, kept.customerErasedAt]).toEqual([MOVED_AWAY, null]);
  });
});

describe('orders#customer-data-ends: what goes', () => {
  it.each(STATUSES)('name, contacts and the notes of the answer of a %s booking, and nothing else', (status) => {
    const before = aBooking(status, { ticket: TICKET });
    const noted = 'answer' in before && before.answer !== null;
    const booking = noted
      ? ({ ...before, answer: { ...before.answer, notes: 'Nussallergie' } } as typeof before)
      : before;
    const { details, customerErasedAt, ...rest } = withoutCustomer(booking, AFTER);
    expect([details, customerErasedAt]).toEqual([{ ...before.details, customer: NO_CUSTOMER }, AFTER]);
    const { details: _, customerErasedAt: __, ...left } = booking;
    expect(rest).toEqual(noted ? { ...left, answer: { ...before.answer, notes: null } } : left);
    expect(withoutCustomer(withoutCustomer(booking, AFTER), AFTER + 1).customerErasedAt).toBe(AFTER);
  });

  it('so long after the event, and only once', () => {
    const booking = aBooking('confirmed');
    expect(isErasable(booking, AFTER, 30 * DAY_MS)).toBe(true);
    expect(isErasable(booking, AFTER - 1, 30 * DAY_MS)).toBe(false);
    expect(isErasable(withoutCustomer(booking, AFTER), AFTER, 30 * DAY_MS)).toBe(false);
  });

  it('its ticket is told, where there is one', () => {
    expect(erasureMessages(aBooking('confirmed', { ticket: TICKET }), MONDAY)).toEqual([
      note({ kind: 'customer_erased', at: MONDAY }),
    ]);
    expect(erasureMessages(aBooking('confirmed', { ticket: null }), MONDAY)).toEqual([]);
  });
});
