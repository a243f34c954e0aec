import {
  type BookingMailContent,
  bookingIdsIn,
  bookingsIn,
  courseDatesInMail,
  DAY_MS,
  type WrittenBooking,
} from '@miomente/booking-domain';
import { aCanaryMail, aPendingBooking, EVENT_START, stored } from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';

const alone = aCanaryMail().content as BookingMailContent;

/** What a mail says of a booking, recognised by its portal address. */
function written(id: number, eventStart: number | null, people = 2, course = 7): WrittenBooking {
  const booking = stored(aPendingBooking({ details: { eventStart, course: { id: course } } }), { id });
  const content = { ...alone, portalUrl: String(id), eventStart, participants: people, course: { name: `${course}` } };
  return { booking, content };
}
const shown = (bookings: readonly WrittenBooking[]) =>
  courseDatesInMail(bookings).map((date) => [
    date.course.name,
    date.eventStart,
    date.participants,
    date.bookings.map(({ portalUrl }) => portalUrl).join(),
  ]);

describe('delivery#bundles · bookings in one mail', () => {
  it('are grouped by course date, each group by id, with its people', () => {
    const bookings = [written(12, EVENT_START, 3), written(5, EVENT_START, 1), written(7, EVENT_START, 4, 8)];
    expect(shown(bookings)).toEqual([
      ['7', EVENT_START, 4, '5,12'],
      ['8', EVENT_START, 4, '7'],
    ]);
  });

  it('the nearest first, without a date last, of equal ones that with the lowest id', () => {
    const bookings = [
      written(1, null),
      written(2, EVENT_START + DAY_MS),
      written(3, null, 2, 8),
      written(4, EVENT_START),
    ];
    expect(shown(bookings).map(([, , , ids]) => ids)).toEqual(['4', '2', '1', '3']);
    expect(shown(bookings.toReversed()).map(([, , , ids]) => ids)).toEqual(['4', '2', '1', '3']);
  });

  it('ids each once, ascending', () => {
    expect(bookingIdsIn([written(12, null), written(5, null), written(12, null)])).toEqual([5, 12]);
  });

  it('each booking is found again in the mail, whatever mail it is', () => {
    const courseDates = courseDatesInMail([written(1, EVENT_START), written(2, null)]);
    const ids = (content: Parameters<typeof bookingsIn>[0]) => bookingsIn(content).map(({ portalUrl }) => portalUrl);
    expect(ids({ kind: 'day_before', partnerName: '', courseDates })).toEqual(['1', '2']);
    expect(ids({ ...alone, portalUrl: '9' })).toEqual(['9']);
    expect(ids({ kind: 'login_link', loginUrl: '', code: '', validUntil: 0 })).toEqual([]);
    const { orderNumber, course, eventStart, participants } = alone;
    const customer = { kind: 'customer_confirmed', customerName: '', partnerName: null } as const;
    expect(ids({ ...customer, orderNumber, course, eventStart, participants })).toEqual([]);
  });
});
