import {
  DEFAULT_ORDER_POLICY,
  dayBounds,
  HOUR_MS,
  type ItemOption,
  instantOf,
  type OrderItem,
  readEventStart,
} from '@miomente/booking-domain';
import { anOrderItem } from '@miomente/booking-domain/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const ZONE = 'Europe/Berlin';
const option = (label: string, text: string, wallClock: string | null = null): ItemOption => ({
  label,
  text,
  wallClock,
});
function startOf(
  options: readonly ItemOption[],
  attributes: OrderItem['attributes'] = {},
  policy = DEFAULT_ORDER_POLICY,
) {
  const reading = readEventStart(policy, anOrderItem({ options, attributes }));
  return reading.type === 'read' ? reading.start : reading.type;
}
const at = (date: string, time: string) => instantOf({ date, time }, ZONE);
const DAY = '2027-01-25';
const TERMIN = option('Termin', '25.01.2027', DAY);

describe('orders#day-without-time · texts that are a day', () => {
  it.each([
    ['an option that asks for a day', [TERMIN], {}],
    ['a text', [option('Termin', '25. Januar 2027')], {}],
    ['an ISO day', [option('Datum', '2027-01-25')], {}],
    ['an attribute', [], { event_date: '2027-01-25' }],
  ])('%s', (_, options, attributes) => {
    expect(startOf(options, attributes)).toEqual({
      start: Date.parse('2027-01-24T23:00:00Z'),
      end: Date.parse('2027-01-25T23:00:00Z'),
    });
  });

  it('a written midnight is a time', () => {
    expect(startOf([option('Termin', '', '2027-01-25 00:00:00')])).toBe(at(DAY, '00:00'));
    expect(startOf([option('Termin', '25.01.2027 00:00')])).toBe(at(DAY, '00:00'));
  });

  it.each([
    ['2027-03-28', 23],
    ['2027-10-31', 25],
    ['2027-06-01', 24],
  ])('%s has %i hours', (day, hours) => {
    const start = startOf([option('Termin', '', day)]);
    expect(typeof start === 'object' && start.end - start.start).toBe(hours * HOUR_MS);
  });

  it('in the configured zone', () => {
    const policy = { ...DEFAULT_ORDER_POLICY, timeZone: 'America/New_York' };
    expect(startOf([TERMIN], {}, policy)).toEqual(dayBounds(DAY, 'America/New_York'));
  });
});

describe('orders#time-beside-day · MAGENTO_EVENT_TIME', () => {
  it.each([
    ['a list of times', [TERMIN, option('Uhrzeit', '18:00 Uhr')]],
    ['an option that asks for a time', [option('Zeit', '6:00 PM', '18:00:00'), TERMIN]],
    ['whose localised text says nothing', [TERMIN, option('Time', 'six', '18:00:00')]],
    ['a span, whose start counts', [TERMIN, option('Beginn', '18:00 - 21:00 Uhr')]],
    ['an hour', [TERMIN, option('  START ', 'ab 18 Uhr')]],
    ['beside a day in words', [option('Datum', 'Montag, 25. Januar 2027'), option('Uhrzeit', '18.00')]],
  ])('%s completes the day', (_, options) => expect(startOf(options)).toBe(at(DAY, '18:00')));

  it('completes the day of an attribute', () => {
    expect(startOf([option('Uhrzeit', '18:00 Uhr')], { event_date: DAY })).toBe(at(DAY, '18:00'));
  });

  it('never replaces a time beside the day', () => {
    expect(startOf([option('Termin', '25.01.2027 10:00'), option('Uhrzeit', '18:00')])).toBe(at(DAY, '10:00'));
  });

  it('is no date on its own', () => {
    expect(startOf([option('Uhrzeit', '18:00 Uhr')])).toBe('absent');
    expect(startOf([option('Termin', 'nach Absprache'), option('Uhrzeit', '18:00 Uhr')])).toBe('unreadable');
  });

  it.each([
    ['words', [TERMIN, option('Uhrzeit', 'nach Absprache')]],
    ['more than a time', [TERMIN, option('Beginn', '26.01.2027 18:00')]],
    ['a time that does not exist', [TERMIN, option('Uhrzeit', '25:00')]],
    ['another label', [TERMIN, option('Abholung', '18:00'), option('Uhrzeit der Abholung', '18:00')]],
    ['two times of one label', [TERMIN, option('Uhrzeit', '18:00'), option('Uhrzeit', '19:00')]],
    ['nothing', [TERMIN, option('Uhrzeit', '')]],
  ])('%s leaves it a day', (_, options) => expect(startOf(options)).toEqual(dayBounds(DAY, ZONE)));

  it('the first label with a time decides, in the configured order', () => {
    const both = [TERMIN, option('Beginn', '19:00'), option('Uhrzeit', '18:00'), option('Zeit', 'abends')];
    expect(startOf(both)).toBe(at(DAY, '18:00'));
    const policy = { ...DEFAULT_ORDER_POLICY, eventTimeLabels: ['Zeit', 'Beginn', 'Uhrzeit'] };
    expect(startOf(both, {}, policy)).toBe(at(DAY, '19:00'));
    expect(startOf(both, {}, { ...policy, eventTimeLabels: [] })).toEqual(dayBounds(DAY, ZONE));
  });

  it('any day and time give the same instant, in one option or two', () => {
    const days = fc.date({ min: new Date('2026-01-01'), max: new Date('2036-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.nat(23), fc.nat(59), (when, hour, minute) => {
        const day = when.toISOString().slice(0, 10);
        const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
        const apart = startOf([option('Termin', '', day), option('Uhrzeit', '', `${time}:00`)]);
        expect(apart).toBe(startOf([option('Termin', `${day} ${time}`)]));
        expect(apart).toBe(at(day, time));
      }),
    );
  });
});
