import {
  type AuditEntry,
  asCustomerNumber,
  auditEntry,
  BOOKING_EVENT_TYPES,
  type BookingEvent,
  cloudEvent,
  DAY_MS,
  EVENT_SCHEMAS,
  EVENT_VERSIONS,
  publishedType,
  type Stored,
} from '@miomente/booking-domain';
import {
  aPendingBooking,
  createMemoryPersistence,
  MONDAY,
  SettableClock,
  useCasesOver,
} from '@miomente/booking-domain/testing';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { eventOf, everyEvent } from '../booking/every-event.ts';

const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
// The module's types name its default export otherwise than Node does.
(addFormats as unknown as (to: Ajv2020) => void)(ajv);
const checks = new Map(Object.entries(EVENT_SCHEMAS).map(([type, schema]) => [type, ajv.compile(schema)]));
const TELLING = { source: 'https://partner.example.org', timeZone: 'Europe/Berlin', includeCustomer: false };

/** Every event, and those whose optional parts are set. */
const EVENTS: readonly BookingEvent[] = [
  ...everyEvent(),
  { ...eventOf('confirmed'), channel: 'standing_yes', standingYes: { people: 12, hours: 24 } },
  { ...eventOf('reopened'), answer: 'decline', clock: 'goes_on' },
  { ...eventOf('cancelled'), cause: 'replaced', replacedBy: aPendingBooking().order },
  { ...eventOf('details_changed'), eventStart: { from: null, to: MONDAY } },
  {
    ...eventOf('details_changed'),
    eventStart: {
      from: { start: MONDAY, end: MONDAY + DAY_MS },
      to: { start: MONDAY + DAY_MS, end: MONDAY + 2 * DAY_MS },
    },
  },
  { ...eventOf('hold_changed'), hold: null },
  { ...eventOf('mail_reported'), superseded: true },
  { ...eventOf('mail_reported'), outcome: 'dropped', unreachable: 'no_address' },
  { ...eventOf('answer_carried_over'), answer: null },
  { ...eventOf('called'), outcome: 'note', callBackAt: null, note: true },
];

/** Everything that happens to one booking, written and read again as others read it. */
async function told(includeCustomer = false) {
  const clock = new SettableClock();
  const { ports } = createMemoryPersistence({ clock });
  const { readEvents } = useCasesOver({ ...ports, clock, eventTelling: { ...TELLING, includeCustomer } });
  const booking = aPendingBooking();
  const change = { booking, nextSweepAt: null, messages: [] };
  const made = await ports.bookings.commitAll([{ type: 'create', ...change, events: EVENTS.slice(0, 1) }]);
  let before: Stored | undefined = made.type === 'committed' ? made.bookings[0] : undefined;
  for (const event of EVENTS.slice(1)) {
    if (before === undefined) throw new Error('The booking was not written.');
    const next = await ports.bookings.commitAll([{ type: 'update', before, ...change, events: [event] }]);
    before = next.type === 'committed' ? next.bookings[0] : undefined;
  }
  return (await readEvents({ after: 0, limit: 1_000 })).events;
}

describe('events#schemas: every type of event', () => {
  it('has a schema under its name with its version, and no other has', () => {
    const names = BOOKING_EVENT_TYPES.map((type) => `de.miomente.booking.${type}.v${EVENT_VERSIONS[type]}`);
    expect(Object.keys(EVENT_SCHEMAS).toSorted()).toEqual(names.toSorted());
  });

  it('happens, is told in its order, and is as its schema says', async () => {
    const events = await told();
    expect(events.map(({ type }) => type)).toEqual(EVENTS.map(({ type }) => publishedType(type)));
    for (const event of events) {
      const check = checks.get(event.type);
      expect([event.type, check?.(event), check?.errors]).toEqual([event.type, true, null]);
    }
    expect(new Set(events.map(({ type }) => type))).toEqual(new Set(checks.keys()));
  });

  it('says nothing that its schema does not name', async () => {
    for (const event of await told(true)) {
      const schema = EVENT_SCHEMAS[event.type] as unknown as Described;
      expectNamed(event, schema, event.type);
    }
  });

  it.each(['type', 'subject', 'time', 'sequence', 'data'])('without its %s is none', async (part) => {
    const [event] = await told();
    const { [part as 'type']: _, ...less } = event ?? expect.fail('Nothing was told.');
    expect(checks.get(event?.type ?? '')?.(less)).toBe(false);
  });
});

interface Described {
  readonly properties?: Readonly<Record<string, Described>>;
}
function expectNamed(value: unknown, { properties }: Described, where: string): void {
  if (properties === undefined || typeof value !== 'object' || value === null) return;
  for (const [name, part] of Object.entries(value)) {
    const schema = properties[name] ?? expect.fail(`${where} does not name ${name}.`);
    expectNamed(part, schema, `${where}.${name}`);
  }
}

describe('events#cloud-events: what is told', () => {
  const published = (entry: AuditEntry) => {
    const { order, customerNumber, details } = aPendingBooking();
    return { position: 7, id: 5, bookingId: 17 as never, order, customerNumber, entry, customer: details.customer };
  };

  it('of whom: the partner’s number, and of the office not who it was', () => {
    const entry = {
      ...auditEntry(eventOf('declined')),
      actor: { type: 'manager', address: 'anna@example.org' } as const,
    };
    const event = cloudEvent(published(entry), TELLING);
    expect(event).toMatchObject({
      specversion: '1.0',
      id: '5',
      sequence: '7',
      subject: '17',
      type: 'de.miomente.booking.declined.v1',
      data: { actor: 'manager', customerNumber: asCustomerNumber('P-100'), details: { reason: 'other', notes: true } },
    });
    expect(JSON.stringify(event)).not.toContain('anna@');
    expect(event.data).not.toHaveProperty('customer');
  });

  it('with EVENTS_INCLUDE_CUSTOMER also the customer as it is now, or that there is none any more', () => {
    const telling = { ...TELLING, includeCustomer: true };
    const { customer } = aPendingBooking().details;
    const entry = auditEntry(eventOf('reminded'));
    expect(cloudEvent(published(entry), telling).data.customer).toEqual(customer);
    expect(cloudEvent({ ...published(entry), customer: null }, telling).data.customer).toBeNull();
  });

  it('instants and days as others write them', () => {
    const day = { start: Date.parse('2026-12-23T23:00:00Z'), end: Date.parse('2026-12-24T23:00:00Z') };
    const entry = auditEntry({ ...eventOf('details_changed'), eventStart: { from: MONDAY, to: day } });
    expect(cloudEvent(published(entry), TELLING).data.details).toMatchObject({
      eventStartFrom: new Date(MONDAY).toISOString(),
      eventDayTo: '2026-12-24',
    });
  });
});
