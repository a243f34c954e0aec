import type { Asking } from '../reminder/asking.ts';
import { eventOf, sameStart } from '../time/event-start.ts';
import type { Instant } from '../time/instant.ts';
import { unreachable } from '../unreachable.ts';
import { type Answer, type Booking, type CancelledBooking, isInvolved, type PendingBooking } from './booking.ts';
import { sortedFlags } from './details.ts';
import type { AnswerCarriedOver, BookingEvent, Cancelled, DetailsChanged, MailAccepted, MailDropped } from './event.ts';
import { askingStep } from './mail-kind.ts';
import { isHardBounce } from './mail-outcome.ts';

const NO_REMINDERS = { count: 0, lastAt: null } as const;
/** A mail that asks for an answer is on its way. */
const QUEUED: Asking = { step: 0, mail: 'queued', sentAt: null };
/** No mail asks for an answer, because none can. */
const UNSENT: Asking = { step: 0, mail: 'unsent', sentAt: null };

/** The booking after an event. Applies any event to any booking; `decide` says which may happen. */
export function evolve(booking: Booking, event: BookingEvent): Booking {
  switch (event.type) {
    case 'booking_registered':
    case 'called':
      return booking;
    case 'partner_asked':
      return {
        ...restarted(booking, event.at, event.tokenExpiresAt),
        asking: QUEUED,
        announcedAt: event.at,
        escalation: null,
        historic: false,
      };
    case 'confirmed': {
      const { at, channel, notes } = event;
      return answered(booking, { type: 'confirmation', at, channel, notes });
    }
    case 'declined': {
      const { at, channel, reason, notes } = event;
      return answered(booking, { type: 'decline', at, channel, reason, notes });
    }
    case 'reopened':
      if (event.clock === 'goes_on') {
        const announcedAt = event.reaches === true ? event.at : booking.announcedAt;
        return { ...pending(booking), announcedAt };
      }
      // No mail is sent: a partner who takes an answer back knows that another is expected.
      return {
        ...restarted(pending(booking), event.at, event.tokenExpiresAt),
        takenBackAt: booking.status === 'confirmed' ? event.at : booking.takenBackAt,
        asking: { step: 0, mail: 'sent', sentAt: event.at },
        ...(event.reaches === true ? { announcedAt: event.at } : {}),
      };
    case 'reminded':
      return { ...booking, asking: { ...booking.asking, step: event.step, mail: 'queued' } };
    case 'mail_accepted':
      return accepted(booking, event);
    case 'mail_dropped':
      return { ...booking, asking: dropped(booking.asking, event) };
    case 'escalated':
      return requested(
        {
          ...booking,
          ...(booking.historic ? { historic: false, clockStartedAt: event.at } : {}),
          escalation: { at: event.at, reason: event.reason },
        },
        event.at,
      );
    case 'cancelled':
      return cancelled(booking, event);
    case 'details_changed':
      return changed(booking, event);
    case 'hold_changed':
      return { ...booking, hold: event.hold };
    case 'flags_changed':
      return { ...booking, flags: event.flags };
    case 'partner_wrote':
      return { ...booking, flags: sortedFlags([...booking.flags, 'partner_wrote']) };
    case 'reply_read':
      return { ...booking, flags: booking.flags.filter((flag) => flag !== 'partner_wrote') };
    case 'mail_reported':
      // A mail that bounced did not reach the partner: the partner counts as not asked, and no reminder follows.
      return isHardBounce(event.outcome) && event.superseded === undefined && booking.status === 'pending'
        ? { ...booking, announcedAt: null }
        : booking;
    case 'ticket_opened':
      return {
        ...booking,
        ticket: {
          requestedAt: booking.ticket?.requestedAt ?? event.at,
          key: booking.ticket?.key ?? booking.order.orderItemId,
          id: event.ticketId,
        },
      };
    case 'answer_carried_over':
      return carriedOver(booking, event);
    case 'token_replaced':
      return { ...booking, token: event.token };
    case 'customer_informed':
      return { ...booking, customerInformed: { at: event.at, eventStart: event.eventStart } };
    default:
      return unreachable(event);
  }
}

type Base = Omit<PendingBooking, 'status'>;

/** The fields that every status has. Fields of one status do not carry into another. */
function base(booking: Booking): Base {
  const { order, customerNumber, details, tookPlace, createdAt, clockStartedAt, token, announcedAt } = booking;
  const { holidays, historic, reminders, asking, escalation, ticket, hold } = booking;
  const { customerInformed, takenBackAt, customerErasedAt, flags } = booking;
  return {
    order,
    customerNumber,
    details,
    tookPlace,
    createdAt,
    clockStartedAt,
    holidays,
    token,
    announcedAt,
    historic,
    reminders,
    asking,
    escalation,
    ticket,
    hold,
    customerInformed,
    takenBackAt,
    customerErasedAt,
    flags,
  };
}

function pending(booking: Booking): PendingBooking {
  return { ...base(booking), status: 'pending' };
}

function answered(booking: Booking, answer: Answer): Booking {
  // An answer to a booking from before go-live makes it an ordinary one. Nobody had waited for that answer.
  const ordinary = booking.historic ? { historic: false, clockStartedAt: answer.at } : {};
  const taken = { ...base(booking), ...ordinary };
  if (answer.type === 'confirmation') return { ...taken, takenBackAt: null, status: 'confirmed', answer };
  return requested({ ...taken, status: 'declined', answer }, answer.at);
}

function cancelled(booking: Booking, { at, cause, replacedBy }: Cancelled): CancelledBooking {
  const answer = booking.status === 'pending' ? null : booking.answer;
  // Whether a promise was broken is for the booking that replaces this one to say (api#kept-promises).
  const moved = cause === 'replaced' ? { takenBackAt: null } : {};
  return { ...base(booking), ...moved, status: 'cancelled', cancelledAt: at, cause, answer, replacedBy };
}

/** The clock restarts: reminders and the token's lifetime are counted from here. */
function restarted<B extends Booking>(booking: B, at: Instant, tokenExpiresAt: Instant): B {
  return {
    ...booking,
    clockStartedAt: at,
    reminders: NO_REMINDERS,
    token: { ...booking.token, expiresAt: tokenExpiresAt },
  };
}

/** The mail counts from when the provider accepted it; a later report does not change that. */
function accepted(booking: Booking, { at, mail }: MailAccepted): Booking {
  const { asking, reminders } = booking;
  const step = askingStep(mail) ?? 0;
  const newest = step >= asking.step;
  return {
    ...booking,
    asking: {
      step: newest ? step : asking.step,
      mail: newest ? 'sent' : asking.mail,
      sentAt: Math.max(at, asking.sentAt ?? at),
    },
    reminders: step === 0 ? reminders : { count: reminders.count === 0 ? 1 : 2, lastAt: at },
  };
}

/** A reminder that a hold or an answer prevented is due again; any other that will not leave is skipped. */
function dropped(asking: Asking, { mail, reason }: MailDropped): Asking {
  const step = askingStep(mail) ?? 0;
  if ((reason === 'order_on_hold' || reason === 'answered') && step > 0) {
    return { ...asking, step: step === 2 ? 1 : 0, mail: asking.sentAt === null ? 'unsent' : 'sent' };
  }
  return { ...asking, step, mail: 'unsent' };
}

/** From here on the booking has its one ticket, or waits for its number. */
function requested<B extends Booking>(booking: B, at: Instant): B {
  return booking.ticket === null
    ? { ...booking, ticket: { requestedAt: at, id: null, key: booking.order.orderItemId } }
    : booking;
}

function changed(booking: Booking, event: DetailsChanged): Booking {
  const after = { ...booking, details: event.details, token: { ...booking.token, expiresAt: event.tokenExpiresAt } };
  switch (event.consequence) {
    case 'over': {
      const held = eventOf(booking);
      return { ...after, tookPlace: sameStart(held, event.details.eventStart) ? null : held };
    }
    case 'snapshot':
    case 'inform':
    case 'note':
      return after;
    case 'look_again':
    case 'confirm_again':
      // A partner who could be asked gets the new clock's time; the others stay with the office.
      return {
        ...restarted(pending(after), event.at, event.tokenExpiresAt),
        asking: isInvolved(booking) || event.reaches === true ? QUEUED : UNSENT,
        ...(event.reaches === true ? { announcedAt: event.at } : {}),
        escalation: booking.announcedAt === null && event.reaches !== true ? booking.escalation : null,
      };
    default:
      return unreachable(event.consequence);
  }
}

function carriedOver(booking: Booking, event: AnswerCarriedOver): Booking {
  const { clockStartedAt, announcedAt, reminders, asking, escalation, ticket } = event;
  const { customerInformed = null, takenBackAt = null } = event;
  const taken: Base = {
    ...base(booking),
    ...{ clockStartedAt, announcedAt, reminders, asking, escalation, ticket, customerInformed, takenBackAt },
  };
  if (event.answer === null) return { ...taken, status: 'pending' };
  return event.answer.type === 'confirmation'
    ? { ...taken, status: 'confirmed', answer: event.answer }
    : { ...taken, status: 'declined', answer: event.answer };
}
