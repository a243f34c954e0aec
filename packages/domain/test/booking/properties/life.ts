import {
  type Booking,
  type BookingCommand,
  type BookingEvent,
  type BookingPolicy,
  createOf,
  decide,
  type OutboxMessage,
  type Registration,
  register,
} from '@miomente/booking-domain';
import { happened } from '../given.ts';

/** All that happened to a booking, and all that was sent about it. */
export interface Life {
  readonly booking: Booking;
  readonly events: readonly BookingEvent[];
  readonly messages: readonly OutboxMessage[];
}

/** A booking from its registration on. */
export function born(policy: BookingPolicy, registration: Registration): Life {
  const { booking, events, messages } = createOf(policy, register(policy, registration));
  return { booking, events, messages };
}

/** One command later; a refusal changes nothing, and no desk numbers a ticket that nobody asked for. */
export function step(policy: BookingPolicy, life: Life, command: BookingCommand): Life {
  if (command.type === 'record_ticket' && life.booking.ticket === null) return life;
  const decision = decide(policy, life.booking, command);
  if (!decision.ok || decision.value.length === 0) return life;
  const { booking, messages } = happened(policy, life.booking, decision.value);
  return {
    booking,
    events: [...life.events, ...decision.value],
    messages: [...life.messages, ...messages],
  };
}

/** All the commands later. */
export function lived(policy: BookingPolicy, registration: Registration, commands: readonly BookingCommand[]): Life {
  return commands.reduce((life, command) => step(policy, life, command), born(policy, registration));
}
