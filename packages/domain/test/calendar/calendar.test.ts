import { asBookingId, calendarEntriesOf, calendarFrom, DAY_MS, HOUR_MS, type Instant } from '@miomente/booking-domain';
import { aPendingBooking } from '@miomente/booking-domain/testing';
import { expect, it } from 'vitest';

const MIDNIGHT = Date.parse('2025-03-03T00:00:00Z');

const shown = (eventStart: Instant, now: Instant) => {
  const booking = { ...aPendingBooking({ details: { eventStart } }), id: asBookingId(1), version: 1 };
  return calendarEntriesOf([booking], calendarFrom(now), () => now).length;
};

it('portal#calendar: a course date stays for 31 days after its event, to the end of that day', () => {
  const start = MIDNIGHT + 18 * HOUR_MS;
  expect(shown(start, start + 31 * DAY_MS)).toBe(1);
  expect(shown(start, MIDNIGHT + 32 * DAY_MS - 1)).toBe(1);
  expect(shown(start, MIDNIGHT + 32 * DAY_MS)).toBe(0);
});

it('portal#calendar: what is shown ends once a day, so that time alone makes no new version within one', () => {
  expect(calendarFrom(MIDNIGHT)).toBe(calendarFrom(MIDNIGHT + DAY_MS - 1));
  expect(calendarFrom(MIDNIGHT + DAY_MS)).toBe(calendarFrom(MIDNIGHT) + DAY_MS);
});
