import {
  ANSWER_CHANNELS,
  asOrderId,
  asOrderItemId,
  type Booking,
  type BookingFlag,
  type CancellationCause,
  DAY_MS,
  type EscalationReason,
  HOUR_MS,
  PAYMENT_STATUSES,
  PERSON_CHANNELS,
} from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { remindedAt } from '../../builders.ts';
import { commit, creating, keepWith, updating } from '../commits.ts';
import {
  aConfirmation,
  aDecline,
  cancelled,
  confirmed,
  declined,
  NOW,
  office,
  oneOfEach,
  pending,
} from '../samples.ts';
import type { PersistenceTests } from '../suite.ts';

const euros = (tenThousandths: number): { readonly tenThousandths: number; readonly currency: string } => ({
  tenThousandths,
  currency: 'EUR',
});

/** Texts that databases, drivers and collations are known to damage. */
const TEXTS: readonly string[] = [
  '',
  ' leading and trailing ',
  'Ä'.repeat(300),
  '👩‍🍳🍣'.repeat(40),
  'שָׁלוֹם ‏مرحبا',
  'Zoë Müller-Lüdenscheidt',
  'Zoe\u0308 (decomposed)',
  `O'Brien; DROP TABLE "x"; -- \\ % _ $1 {{{name}}}`,
  'line\nbreak\ttab\u2028separator',
  '<b onclick="x">&amp;</b>',
  '=SUM(A1:A9)',
];

const CAUSES: readonly CancellationCause[] = [
  'order_cancelled',
  'order_closed',
  'refunded',
  'item_removed',
  'replaced',
];
const REASONS: readonly EscalationReason[] = [
  'no_answer',
  'event_near',
  'no_event_date',
  'mail_bounced',
  'reminder_not_sent',
  'partner_unreachable',
  'partner_unknown',
  'no_address',
  'partner_inactive',
  'address_bounced',
];
const FLAGS: readonly BookingFlag[] = [
  'event_before_order',
  'event_date_unreadable',
  'weekday_contradicts',
  'no_event_date',
  'order_in_payment_review',
  'order_being_changed',
  'order_on_hold',
  'partner_changed',
  'partner_missing',
  'partner_wrote',
  'price_unreadable',
  'order_total_unreadable',
  'quantity_unreadable',
];

/** Bookings that differ in every field, by what they are about. */
const SHAPES: readonly (readonly [string, Booking])[] = [
  ...oneOfEach(1).map((booking) => [`a plain ${booking.status} one`, booking] as const),
  [
    'no date, no course id, no amounts',
    pending(1, {
      details: {
        eventStart: null,
        course: { id: null, name: '', sku: '' },
        price: euros(0),
        orderTotal: euros(0),
        participants: 0,
      },
    }),
  ],
  ['never asked', pending(1, { announcedAt: null })],
  ['historic', pending(1, { historic: true, announcedAt: null })],
  ['reminded once', pending(1, remindedAt(1, NOW + DAY_MS + 7))],
  ['reminded twice', pending(1, remindedAt(2, NOW + 2 * DAY_MS + 999))],
  ...(['queued', 'sent', 'unsent'] as const).map(
    (mail) => [`asking: ${mail}`, pending(1, { asking: { step: 2, mail, sentAt: NOW + 5 } })] as const,
  ),
  ['nothing has left', pending(1, { asking: { step: 1, mail: 'queued', sentAt: null } })],
  ['reopened', pending(1, { clockStartedAt: NOW + HOUR_MS + 1 })],
  ['with a ticket asked for', pending(1, { ticket: { requestedAt: NOW + 1, id: null, key: asOrderItemId(5001) } })],
  ["with another's ticket", pending(1, { ticket: { requestedAt: NOW + 1, id: 'HT-00042', key: asOrderItemId(4711) } })],
  ['on hold', pending(1, { hold: 'holded' })],
  ['whose customer was told', pending(1, { customerInformed: { at: NOW, eventStart: NOW + DAY_MS } })],
  ['whose customer was told of no date', pending(1, { customerInformed: { at: NOW, eventStart: null } })],
  [
    'whose customer was told of a day',
    pending(1, { customerInformed: { at: NOW, eventStart: { start: NOW + DAY_MS, end: NOW + 2 * DAY_MS } } }),
  ],
  ['of an event that took place, with another date since', pending(1, { tookPlace: NOW - DAY_MS })],
  [
    'of a day that is over, with another date since',
    pending(1, { tookPlace: { start: NOW - 2 * DAY_MS, end: NOW - DAY_MS } }),
  ],
  ['in payment review', pending(1, { hold: 'payment_review' })],
  ['while its order is being changed', pending(1, { hold: 'being_changed' })],
  ['with every flag', pending(1, { flags: FLAGS })],
  [
    'large numbers',
    pending(1, {
      order: { orderId: asOrderId(2 ** 41), orderItemId: asOrderItemId(2 ** 42 + 1), orderNumber: '000000001-2' },
      details: {
        course: { id: 2 ** 33, name: 'K', sku: 'k' },
        price: euros(999_999_999_999_999),
        orderTotal: euros(1),
        participants: 100_000,
      },
    }),
  ],
  [
    'another currency',
    pending(1, {
      details: { price: { tenThousandths: 1, currency: 'CHF' }, orderTotal: { tenThousandths: 2, currency: 'CHF' } },
    }),
  ],
  [
    'long ago and far ahead',
    pending(1, { createdAt: 1, details: { orderedAt: 0, eventStart: Date.parse('2099-12-31T23:59:00Z') } }),
  ],
  ['confirmed with notes', confirmed(pending(1), { notes: `${'n'.repeat(1_995)}👍\nok` })],
  ['declined with notes', declined(pending(1), { notes: TEXTS.join('|').slice(0, 1_999) })],
  ['declined without notes', declined(pending(1), { notes: null, reason: 'a_reason_of_their_own' })],
  ['cancelled after a confirmation', cancelled(pending(1), { answer: { ...aConfirmation, notes: 'Gern.' } })],
  [
    'replaced by an edited order',
    cancelled(pending(1), {
      cause: 'replaced',
      replacedBy: { orderId: asOrderId(2 ** 40), orderItemId: asOrderItemId(2 ** 41), orderNumber: '000000001-1' },
    }),
  ],
  ['cancelled after a decline', cancelled(declinedBase(), { answer: aDecline })],
  ...ANSWER_CHANNELS.map((channel) => [`confirmed: ${channel}`, confirmed(pending(1), { channel })] as const),
  ...PERSON_CHANNELS.map((channel) => [`declined: ${channel}`, declined(pending(1), { channel })] as const),
  ...CAUSES.map((cause) => [`cancelled: ${cause}`, cancelled(pending(1), { cause })] as const),
  ...REASONS.map((reason) => [`escalated: ${reason}`, pending(1, { escalation: { at: NOW + 2, reason } })] as const),
  ...PAYMENT_STATUSES.map(
    (paymentStatus) => [`payment: ${paymentStatus}`, pending(1, { details: { paymentStatus } })] as const,
  ),
  ...TEXTS.map((text) => [`text ${JSON.stringify(text.slice(0, 20))}`, withText(text)] as const),
];

function declinedBase(): ReturnType<typeof pending> {
  return pending(1, { ticket: { requestedAt: NOW, id: '17', key: asOrderItemId(5001) } });
}

function withText(text: string): Booking {
  const customer = { firstName: text, lastName: text, email: text, phone: text };
  return pending(1, { details: { customer, course: { id: 7, name: text, sku: text } } });
}

export const roundTripTests: PersistenceTests = (harness) => {
  describe('round trip: a booking is read exactly as it was written', () => {
    it.each(SHAPES)('created: %s', async (_, booking) => {
      const { bookings } = harness().ports;
      const stored = await keepWith(bookings, booking, []);
      expect(stored).toStrictEqual({ ...booking, id: stored.id, version: stored.version });
      expect(await bookings.find(office, stored.id)).toStrictEqual(stored);
    });

    it.each(SHAPES)('updated from another shape and back: %s', async (_, booking) => {
      const { bookings } = harness().ports;
      const { order, createdAt, historic } = booking; // These never change.
      const plain = { ...pending(1), order, createdAt, historic };
      const full = { ...cancelled(declinedBase(), { answer: aDecline }), order, createdAt, historic, flags: FLAGS };
      for (const other of [plain, full]) {
        await harness().reset();
        const before = await keepWith(bookings, other, []);
        const [after] = await commit(bookings, [updating(before, booking)]);
        expect(after).toStrictEqual({ ...booking, id: before.id, version: before.version + 1 });
        expect(await bookings.find(office, before.id)).toStrictEqual(after);
      }
    });

    it('through commitEach as through commitAll', async () => {
      const { bookings } = harness().ports;
      const mixed = SHAPES.map(([, booking], n) => ({ ...booking, order: pending(n).order, token: pending(n).token }));
      const outcomes = await bookings.commitEach(mixed.map((booking) => creating(booking)));
      for (const [n, outcome] of outcomes.entries()) {
        if (outcome.type === 'stale') expect.fail('A creation was stale that nobody was quicker than.');
        const { id, version } = outcome.booking;
        expect(outcome.booking).toStrictEqual({ ...mixed[n], id, version });
        expect(await bookings.find(office, id)).toStrictEqual(outcome.booking);
      }
    });
  });
};
