import {
  type Booking,
  type BookingCommand,
  type BookingEvent,
  type BookingPolicy,
  createOf,
  decide,
  type Instant,
  type OutboxMessage,
  type Registration,
  register,
} from '@miomente/booking-domain';
import { happened } from '../given.ts';

/** Everything that happened to a booking, and every message about it. */
export interface Life {
  readonly booking: Booking;
  readonly events: readonly BookingEvent[];
  readonly messages: readonly OutboxMessage[];
}

/** A booking from its registration on. */
export function born(policy: BookingPolicy, registration: Registration): Life {
  const { booking, events, messages } = createOf(policy, register(policy, registration));
  return mailed(policy, { booking, events, messages }, registration.at);
}

/** Applies one more command. A refusal changes nothing, and the desk numbers only requested tickets. */
export function step(policy: BookingPolicy, life: Life, command: BookingCommand): Life {
  if (command.type === 'record_ticket' && life.booking.ticket === null) return life;
  const decision = decide(policy, life.booking, command);
  if (!decision.ok || decision.value.length === 0) return life;
  return mailed(policy, after(policy, life, decision.value), command.at);
}

function after(policy: BookingPolicy, life: Life, events: readonly BookingEvent[]): Life {
  const { booking, messages } = happened(policy, life.booking, events);
  return { booking, events: [...life.events, ...events], messages: [...life.messages, ...messages] };
}

const MAILS = ['confirmation_request', 'first_reminder', 'second_reminder'] as const;

/** The provider accepts every queued mail at once. */
function mailed(policy: BookingPolicy, life: Life, at: Instant): Life {
  const { asking, clockStartedAt: clock, status } = life.booking;
  if (asking.mail !== 'queued' || status !== 'pending') return life;
  const accepted = {
    type: 'record_mail',
    at,
    mail: MAILS[asking.step],
    clock,
    outcome: { type: 'accepted', at },
  } as const;
  const decision = decide(policy, life.booking, accepted);
  return after(policy, life, decision.ok ? decision.value : []);
}

/** All the commands later. */
export function lived(policy: BookingPolicy, registration: Registration, commands: readonly BookingCommand[]): Life {
  return commands.reduce((life, command) => step(policy, life, command), born(policy, registration));
}
