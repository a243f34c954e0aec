import {
  asBookingId,
  asCustomerNumber,
  asOrderId,
  asOrderItemId,
  type Booking,
  type BookingCommand,
  type BookingEvent,
  type BookingPolicy,
  type BookingTicketDraft,
  bookingTicketKey,
  DEFAULT_POLICY,
  decide,
  evolve,
  HOUR_MS,
  type Instant,
  nextSweepAt,
  type OutboxMessage,
  react,
  register,
  type TicketDesk,
  type TicketReason,
  unreachable,
} from '@miomente/booking-domain';

const POLICY: BookingPolicy = { ...DEFAULT_POLICY, escalationDelayMs: 4 * HOUR_MS };
const ORDERED: Instant = Date.parse('2026-12-01T08:30:00Z');
const PRICE = { tenThousandths: 1_180_000, currency: 'EUR' };
const PARTNER = { type: 'partner', customerNumber: asCustomerNumber('P-100') } as const;

/** What the example runs on: a function that prints lines, and a ticket desk. */
export interface ExampleDeps {
  readonly say: (line: string) => void;
  readonly desk: TicketDesk;
}

/**
 * One booking from order to rebooking: nobody answers, the office phones, the partner confirms, takes it back and
 * declines. A real shop stores events and messages in one transaction and sends the messages from there; the example
 * sends them directly.
 */
export async function bookingLife({ say, desk }: ExampleDeps): Promise<Booking> {
  const born = register(POLICY, {
    at: ORDERED,
    order: { orderId: asOrderId(4711), orderItemId: asOrderItemId(9001), orderNumber: '100004711' },
    customerNumber: PARTNER.customerNumber,
    observation: {
      details: {
        customer: { firstName: 'Erika', lastName: 'Beispiel', email: 'erika@example.org', phone: '' },
        course: { id: 230, name: 'Sushi für Einsteiger', sku: 'SUSHI-1' },
        eventStart: Date.parse('2026-12-24T17:00:00Z'),
        participants: 2,
        price: PRICE,
        orderTotal: PRICE,
        orderedAt: ORDERED,
        paymentStatus: 'paid',
      },
      customerNumber: PARTNER.customerNumber,
      cancelled: null,
      hold: null,
      unreadable: [],
    },
    unreachable: null,
    holidays: null,
    // A token mint creates these; the domain itself has neither random numbers nor secrets.
    token: { digest: '0'.repeat(64), nonce: '0'.repeat(64), keyId: 'example' },
  });
  let booking: Booking = born.initial;
  const happened = async (events: readonly BookingEvent[]): Promise<void> => {
    for (const event of events) {
      for (const message of react(event, booking, POLICY.customerMails)) await handOver(message, booking);
      booking = evolve(booking, event);
      say(`${day(event.at)} ${event.type}: now ${booking.status}`);
    }
  };
  const handOver = async (message: OutboxMessage, about: Booking): Promise<void> => {
    switch (message.type) {
      case 'send_mail':
        return say(`  mail to the partner: ${message.mail}`);
      case 'tell_customer':
        return say('  mail to the customer, if the confirmation stands');
      case 'expedite_mail':
        return say(`  no need to wait any longer: ${message.mail}`);
      case 'note_ticket':
        return say(`  note on the ticket: ${message.note.kind}`);
      case 'open_ticket': {
        const { ticketId } = await desk.open(ticketAbout(about, message.reason));
        return say(`  ticket ${ticketId}: ${message.reason}`);
      }
      default:
        // A new kind of message in the domain does not compile here until it is handled.
        return unreachable(message);
    }
  };
  const ask = async (command: BookingCommand): Promise<void> => {
    const decision = decide(POLICY, booking, command);
    if (decision.ok) return happened(decision.value);
    say(`${day(command.at)} ${command.type} is refused: ${decision.refusal.code}`);
  };

  /** The mail provider accepts every mail that asks for an answer; what comes next is counted from that. */
  const sent = async (at: Instant): Promise<void> => {
    const { step, mail } = booking.asking;
    if (mail !== 'queued') return;
    const asking = (['confirmation_request', 'first_reminder', 'second_reminder'] as const)[step];
    const outcome = { type: 'accepted', at } as const;
    await ask({ type: 'record_mail', at, mail: asking, clock: booking.clockStartedAt, outcome });
  };

  await happened(born.events);
  await sent(ORDERED);
  for (let due = nextSweepAt(POLICY, booking); due !== null; due = nextSweepAt(POLICY, booking)) {
    await ask({ type: 'sweep', at: due });
    await sent(due);
  }
  const called = ORDERED + 60 * HOUR_MS;
  const office = { actor: { type: 'manager', address: 'office@example.org' }, channel: 'phone' } as const;
  await ask({ type: 'confirm', at: called, ...office, notes: null });
  await ask({ type: 'confirm', at: called + HOUR_MS, actor: PARTNER, channel: 'portal', notes: null });
  await ask({ type: 'reopen', at: called + 2 * HOUR_MS, actor: PARTNER, channel: 'portal' });
  const reason = { reason: 'equipment_issue', notes: 'Der Ofen ist defekt.' };
  await ask({ type: 'decline', at: called + 3 * HOUR_MS, actor: PARTNER, channel: 'portal', ...reason });
  return booking;
}

function ticketAbout(booking: Booking, reason: TicketReason): BookingTicketDraft {
  return {
    type: 'booking',
    key: bookingTicketKey(booking.order.orderItemId),
    reason,
    booking: { ...booking, id: asBookingId(17), version: 1 },
    partner: undefined,
    declineReason: undefined,
    portalUrl: 'https://portal.example.org/dashboard/bookings/17',
  };
}

const day = (at: Instant): string => new Date(at).toISOString().slice(0, 16);
