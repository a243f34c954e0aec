import {
  asCustomerNumber,
  asOrderItemId,
  BOOKING_STATUSES,
  type Booking,
  type BookingCommand,
  type BookingDetails,
  type BookingPolicy,
  DAY_MS,
  type EventStart,
  HOUR_MS,
  type Instant,
  isDay,
  MAIL_OUTCOMES,
  MINUTE_MS,
  type Money,
  type Observation,
  PAYMENT_STATUSES,
  type QuietTime,
  quietTime,
  type Registration,
  readWorkingHours,
  type UnreachableReason,
  type WorkingTime,
  workingTime,
} from '@miomente/booking-domain';
import fc from 'fast-check';
import { aBooking, aMintedToken, MONDAY, numbered, PARTNER_NUMBER, someDetails } from './builders.ts';

/** Any instant of five years around {@link MONDAY}, to the millisecond: ten changes of the clocks. */
export function anyInstant(): fc.Arbitrary<Instant> {
  return fc.integer({ min: MONDAY - 900 * DAY_MS, max: MONDAY + 900 * DAY_MS });
}

/** A duration from zero to `max`, often a round one, because thresholds are round. */
export function anyDuration(max: number): fc.Arbitrary<number> {
  return fc.oneof(
    fc.integer({ min: 0, max }),
    fc.integer({ min: 0, max: Math.floor(max / HOUR_MS) }).map((hours) => hours * HOUR_MS),
  );
}

/** Any working hours, in a zone whose clocks change: some without weekends, some with breaks; every tenth day is a holiday. */
export function anyWorkingTime(): fc.Arbitrary<WorkingTime> {
  const text = fc.constantFrom(
    'Mo-Fr 08:00-18:00',
    'Mo-So 00:00-24:00',
    'Mi 01:00-04:00',
    'Mo-Fr 08:00-12:00,13:00-17:00',
  );
  const holidays = { isHoliday: (day: string) => day.endsWith('0') };
  return text.map((given) =>
    workingTime({ hours: readWorkingHours(given) ?? [], timeZone: 'Europe/Berlin', region: 'DE', holidays }),
  );
}

/** Any quiet hours, overnight or by day, in a zone whose clocks change. */
export function anyQuietTime(): fc.Arbitrary<QuietTime> {
  return fc
    .constantFrom({ from: '21:00', to: '07:00' }, { from: '02:15', to: '02:45' }, { from: '12:00', to: '11:59' })
    .map((span) => quietTime(span, 'Europe/Berlin'));
}

/** Any valid configuration: the second reminder no sooner than the first. */
export function anyPolicy(): fc.Arbitrary<BookingPolicy> {
  return fc
    .record({
      firstReminderAfterMs: fc.integer({ min: 1, max: 72 * HOUR_MS }),
      between: fc.integer({ min: 1, max: 72 * HOUR_MS }),
      escalationDelayMs: fc.constantFrom(0, HOUR_MS, 12 * HOUR_MS),
      escalateBeforeEventMs: fc.constantFrom(0, 2 * HOUR_MS, 24 * HOUR_MS),
      workingTime: fc.option(anyWorkingTime()),
      quietTime: fc.option(anyQuietTime()),
      tokenLifetimeMs: fc.integer({ min: 1, max: 30 }).map((days) => days * DAY_MS),
    })
    .map(({ between, ...policy }) => ({
      ...policy,
      declineUndoMs: 10 * MINUTE_MS,
      secondReminderAfterMs: policy.firstReminderAfterMs + between,
      customerMails: null,
      goLiveAt: null,
    }));
}

/** Any price in euros. */
export function anyMoney(): fc.Arbitrary<Money> {
  return fc.integer({ min: 0, max: 10_000_000 }).map((tenThousandths) => ({ tenThousandths, currency: 'EUR' }));
}

/** An instant from a day before `before` to weeks after, or a day of 23 to 25 hours that begins there. */
export function anyEventStart(before: Instant = MONDAY): fc.Arbitrary<EventStart> {
  const start = anyDuration(20 * DAY_MS).map((ms) => before - DAY_MS + ms);
  const day = fc
    .tuple(start, fc.constantFrom(23, 24, 25))
    .map(([at, hours]) => ({ start: at, end: at + hours * HOUR_MS }));
  return fc.oneof({ weight: 3, arbitrary: start }, { weight: 1, arbitrary: day });
}

/** Details of an order placed before `before`; its event may be past, near, far or missing. */
export function anyDetails(before: Instant = MONDAY): fc.Arbitrary<BookingDetails> {
  const varied = fc.record({
    customer: fc.constantFrom(
      { firstName: 'Mara', lastName: 'Muster', email: 'mara@example.org', phone: '+49 89 000001' },
      { firstName: 'Çağla', lastName: 'Größe', email: 'caglar@example.org', phone: '' },
    ),
    course: fc.constantFrom(
      { id: 7, name: 'Sushi für Anfänger', sku: 'SUSHI-1' },
      { id: null, name: 'Brotbacken', sku: 'BROT-1' },
    ),
    eventStart: fc.option(anyEventStart(before), { freq: 8 }),
    participants: fc.integer({ min: 1, max: 5 }),
    price: anyMoney(),
    orderTotal: anyMoney(),
    orderedAt: fc.integer({ min: 1, max: 1_000 }).map((minutes) => before - minutes * MINUTE_MS),
    paymentStatus: fc.constantFrom(...PAYMENT_STATUSES),
  });
  return varied.map((details) => ({ ...someDetails(), ...details }));
}

/** Anything that an order may say about its item when read at `at`. */
export function anyObservation(at: Instant = MONDAY): fc.Arbitrary<Observation> {
  return fc.record({
    details: anyDetails(at),
    customerNumber: fc.constantFrom(PARTNER_NUMBER, PARTNER_NUMBER, asCustomerNumber('P-200'), null),
    cancelled: fc.constantFrom(null, null, null, 'order_cancelled', 'order_closed', 'refunded', 'item_removed'),
    hold: fc.constantFrom(null, null, 'holded', 'payment_review'),
    customerInformed: fc.constantFrom(null, null, { at: MONDAY, eventStart: null }),
    unreadable: fc.constantFrom<Observation['unreadable'][]>(
      [],
      [],
      ['price_unreadable'],
      ['event_date_unreadable'],
      ['weekday_contradicts'],
    ),
  });
}

/** Any order item that becomes a booking on {@link MONDAY}. */
export function anyRegistration(): fc.Arbitrary<Registration> {
  return fc
    .record({
      observation: anyObservation(),
      unreachable: fc.constantFrom<(UnreachableReason | null)[]>(null, null, null, 'partner_unknown', 'no_address'),
    })
    .map(({ observation, unreachable }) => ({
      at: MONDAY,
      order: numbered(1).order,
      customerNumber: PARTNER_NUMBER,
      observation: { ...observation, cancelled: null },
      unreachable,
      holidays: null,
      token: aMintedToken(),
    }));
}

/** Any answer or reopening, by anybody who may give one, at `at`. */
export function anyAnswer(at: Instant): fc.Arbitrary<BookingCommand> {
  const partner = { type: 'partner', customerNumber: PARTNER_NUMBER } as const;
  const office = { type: 'manager', address: 'office@example.org' } as const;
  const reason = 'capacity_full';
  return fc.constantFrom<BookingCommand[]>(
    { type: 'confirm', at, actor: partner, channel: 'email_token', notes: null },
    { type: 'confirm', at, actor: partner, channel: 'portal', notes: 'Bitte pünktlich.' },
    { type: 'confirm', at, actor: office, channel: 'phone', notes: null },
    { type: 'decline', at, actor: partner, channel: 'portal', reason, notes: null },
    { type: 'decline', at, actor: office, channel: 'phone', reason, notes: 'Am Telefon.' },
    { type: 'reopen', at, actor: partner, channel: 'email_token' },
    { type: 'reopen', at, actor: partner, channel: 'portal' },
  );
}

/** Any command for a booking at `at`. */
export function anyCommand(at: Instant): fc.Arbitrary<BookingCommand> {
  return fc.oneof(
    { arbitrary: fc.constant<BookingCommand>({ type: 'sweep', at }), weight: 4 },
    { arbitrary: anyAnswer(at), weight: 3 },
    anyObservation(at).map((observation) => ({ type: 'observe_order', at, observation }) as const),
    fc
      .constantFrom(...MAIL_OUTCOMES)
      .map((outcome) => ({ type: 'report_mail', at, mail: 'confirmation_request', outcome }) as const),
    fc.constantFrom<BookingCommand[]>({ type: 'announce', at }, { type: 'record_ticket', at, ticketId: 'T-1' }),
  );
}

/** Commands in the order of execution, minutes to days apart. */
export function anyCommands(start: Instant = MONDAY): fc.Arbitrary<readonly BookingCommand[]> {
  const moment = anyDuration(3 * DAY_MS).chain((after) => anyCommand(0).map((command) => ({ after, command })));
  return fc.array(moment, { maxLength: 25 }).map((moments) => {
    let at = start;
    return moments.map(({ after, command }) => {
      at += after;
      return dated(command, at);
    });
  });
}

function movedBy(start: EventStart | null, ms: number): EventStart | null {
  if (start === null) return null;
  return isDay(start) ? { start: start.start + ms, end: start.end + ms } : start + ms;
}

/** The same command at another instant; its observation moves with it. */
function dated(command: BookingCommand, at: Instant): BookingCommand {
  if (command.type !== 'observe_order') return { ...command, at };
  const { details } = command.observation;
  const eventStart = movedBy(details.eventStart, at - command.at);
  const orderedAt = details.orderedAt + at - command.at;
  return { ...command, at, observation: { ...command.observation, details: { ...details, eventStart, orderedAt } } };
}

/** A booking in any status, with any reminders, escalation, ticket and hold. */
export function anyBooking(): fc.Arbitrary<Booking> {
  const sent = fc.constantFrom<Booking['reminders'][]>(
    { count: 0, lastAt: null },
    { count: 1, lastAt: MONDAY + 30 * HOUR_MS },
    { count: 2, lastAt: MONDAY + 60 * HOUR_MS },
  );
  const asking = fc.record<Booking['asking']>({
    step: fc.constantFrom(0, 1, 2),
    mail: fc.constantFrom('sent', 'sent', 'queued', 'unsent'),
    sentAt: fc.constantFrom(MONDAY, MONDAY + 30 * HOUR_MS, MONDAY + 60 * HOUR_MS, null),
  });
  const common = fc.record({
    details: anyDetails(),
    asking,
    announcedAt: fc.constantFrom(MONDAY, MONDAY, null),
    historic: fc.constantFrom(false, false, false, true),
    reminders: sent,
    escalation: fc.constantFrom(null, null, { at: MONDAY + 60 * HOUR_MS, reason: 'no_answer' } as const),
    ticket: fc.constantFrom(
      null,
      { requestedAt: MONDAY, id: null, key: asOrderItemId(5_001) },
      {
        requestedAt: MONDAY,
        id: 'T-1',
        key: asOrderItemId(5_001),
      },
    ),
    hold: fc.constantFrom(null, null, 'holded', 'payment_review'),
  });
  return fc.tuple(fc.constantFrom(...BOOKING_STATUSES), common).map(([status, over]) => aBooking(status, over));
}
