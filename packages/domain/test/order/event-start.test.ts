import { DEFAULT_ORDER_POLICY, type ItemOption, type OrderItem, readEventStart } from '@miomente/booking-domain';
import { anOrderItem } from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';

const option = (label: string, text: string, wallClock: string | null = null): ItemOption => ({
  label,
  text,
  wallClock,
});

function read(
  options: readonly ItemOption[],
  attributes: OrderItem['attributes'] = {},
  unreadable: OrderItem['unreadable'] = [],
) {
  return readEventStart(DEFAULT_ORDER_POLICY, anOrderItem({ options, attributes, unreadable }));
}

const start = (utc: string) => ({ type: 'read', start: Date.parse(utc), weekdayContradicts: false });

describe('orders#event-start · MAGENTO_EVENT_START', () => {
  it('is local time in TIME_ZONE: 18:00 in Berlin is 16:00 UTC in summer, 17:00 in winter', () => {
    expect(read([option('Termin', '18.07.2026 18:00')])).toEqual(start('2026-07-18T16:00:00Z'));
    expect(read([option('Termin', '18.01.2026 18:00')])).toEqual(start('2026-01-18T17:00:00Z'));
  });

  it('is another instant in another zone', () => {
    const policy = { ...DEFAULT_ORDER_POLICY, timeZone: 'Europe/London' };
    const item = anOrderItem({ options: [option('Termin', '18.07.2026 18:00')] });
    expect(readEventStart(policy, item)).toEqual(start('2026-07-18T17:00:00Z'));
  });

  it('a skipped time is shifted by the gap; a repeated one means the first', () => {
    expect(read([option('Termin', '29.03.2026 02:30')])).toEqual(start('2026-03-29T01:30:00Z'));
    expect(read([option('Termin', '25.10.2026 02:30')])).toEqual(start('2026-10-25T00:30:00Z'));
  });

  it('the stored local time of a date option takes precedence over its localised text', () => {
    expect(read([option('Termin', '01.01.2026', '2026-07-18 18:00:00')])).toEqual(start('2026-07-18T16:00:00Z'));
  });

  it('an invalid stored time leaves the text', () => {
    for (const wallClock of ['', '0000-00-00 00:00:00'])
      expect(read([option('Termin', '18.07.2026 18:00', wallClock)])).toEqual(start('2026-07-18T16:00:00Z'));
  });

  it('sources are tried in configured order, whatever the order of the options', () => {
    const datum = option('Datum', '19.07.2026 18:00');
    const termin = option('Termin', '18.07.2026 18:00');
    const date = option('Date', '20.07.2026 18:00');
    expect(read([date, datum, termin])).toEqual(start('2026-07-18T16:00:00Z'));
    expect(read([date, datum])).toEqual(start('2026-07-19T16:00:00Z'));
    expect(read([date], { event_date: '2026-07-21 18:00:00' })).toEqual(start('2026-07-20T16:00:00Z'));
    expect(read([], { event_date: '2026-07-21 18:00:00' })).toEqual(start('2026-07-21T16:00:00Z'));
  });

  it('an attribute configured first takes precedence over the option', () => {
    const eventStartSources = [...DEFAULT_ORDER_POLICY.eventStartSources].reverse();
    const item = anOrderItem({ attributes: { event_date: '2026-07-21 18:00' } });
    expect(readEventStart({ ...DEFAULT_ORDER_POLICY, eventStartSources }, item)).toEqual(start('2026-07-21T16:00:00Z'));
  });

  it('labels match completely, ignoring case and white space', () => {
    expect(read([option('  TERMIN ', '18.07.2026 18:00')])).toEqual(start('2026-07-18T16:00:00Z'));
    expect(read([option('Terminwunsch', '18.07.2026 18:00')])).toEqual({ type: 'absent' });
  });

  it('a day or time that does not exist is none', () => {
    expect(read([option('Termin', '30.02.2026 18:00')])).toEqual({ type: 'unreadable' });
    expect(read([option('Termin', '18.07.2026 25:00')])).toEqual({ type: 'unreadable' });
  });

  it('missing and blank are no value', () => {
    expect(read([])).toEqual({ type: 'absent' });
    expect(read([option('Termin', '  ')], { event_date: null, other: '2026-07-21' })).toEqual({ type: 'absent' });
  });
});

describe('orders#first-source-decides: an unreadable source', () => {
  const odd = option('Termin', 'nach Absprache mit Frau Muster');

  it('is not replaced by a later source', () => {
    expect(read([odd])).toEqual({ type: 'unreadable' });
    expect(read([odd], { event_date: '2026-07-21 18:00' })).toEqual({ type: 'unreadable' });
    expect(read([odd, option('Datum', '18.07.2026 18:00')])).toEqual({ type: 'unreadable' });
  });

  it('unreadable options may contain the choice: an attribute does not replace them, an option does', () => {
    const attributes = { event_date: '2026-07-21 18:00' };
    expect(read([], attributes, ['options'])).toEqual({ type: 'unreadable' });
    expect(read([option('Datum', '18.07.2026 18:00')], attributes, ['options'])).toEqual(start('2026-07-18T16:00:00Z'));
    expect(read([], attributes, ['product'])).toEqual(start('2026-07-21T16:00:00Z'));
    const eventStartSources = [{ type: 'attribute', name: 'event_date' }] as const;
    const item = anOrderItem({ options: [], attributes, unreadable: ['options'] });
    expect(readEventStart({ ...DEFAULT_ORDER_POLICY, eventStartSources }, item)).toEqual(start('2026-07-21T16:00:00Z'));
  });

  it('blank, invisible and the database’s zero date count as no value', () => {
    for (const text of ['', ' \u00a0', '\u200b\ufeff', '0000-00-00 00:00:00'])
      expect(read([option('Termin', text)], { event_date: '2026-07-21 18:00' })).toEqual(start('2026-07-21T16:00:00Z'));
    expect(read([option('Termin', '', '0000-00-00 00:00:00')])).toEqual({ type: 'absent' });
  });

  it('an unreadable stored time leaves its text, and is reported without one', () => {
    expect(read([option('Termin', '18.07.2026 18:00', '2026-02-30 18:00:00')])).toEqual(start('2026-07-18T16:00:00Z'));
    expect(read([option('Termin', '', '2026-02-30 18:00:00')])).toEqual({ type: 'unreadable' });
  });

  it('two options with one label must name one day; either may have the time', () => {
    const other = (text: string) => read([option('Termin', '18.07.2026'), option('Termin', text)]);
    expect(other('18. Juli 2026, 18 Uhr')).toEqual(start('2026-07-18T16:00:00Z'));
    const timeFirst = [option('Termin', '18.07.2026 18:00'), option('Termin', '18.07.2026')];
    expect(read(timeFirst)).toEqual(start('2026-07-18T16:00:00Z'));
    expect(other('19.07.2026')).toEqual({ type: 'unreadable' });
    expect(other('siehe oben')).toEqual({ type: 'unreadable' });
    const times = [option('Termin', '18.07.2026 18:00'), option('Termin', '18.07.2026 20:00')];
    expect(read(times)).toEqual({ type: 'unreadable' });
  });

  it('a label is compared as displayed', () => {
    expect(read([option('Ter\u00admin\u200b\u00a0', '18.07.2026 18:00')])).toEqual(start('2026-07-18T16:00:00Z'));
  });
});

describe('orders#weekday-contradicts', () => {
  it('keeps the date and sets the flag', () => {
    const reading = { ...start('2026-07-18T16:00:00Z'), weekdayContradicts: true };
    expect(read([option('Termin', 'So., 18.07.2026 18:00')])).toEqual(reading);
    expect(read([option('Termin', 'Sa., 18.07.2026 18:00')])).toEqual({ ...reading, weekdayContradicts: false });
  });
});
