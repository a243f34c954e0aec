import {
  type Booking,
  type BookingCommand,
  type BookingEvent,
  type BookingPolicy,
  type BookingRefusal,
  DEFAULT_POLICY,
  decide,
  type OutboxMessage,
  updateOf,
} from '@miomente/booking-domain';
import { stored } from '@miomente/booking-domain/testing';
import { expect } from 'vitest';

/** All effects of a command: its events, the booking afterwards, and the messages to send. */
interface Outcome {
  readonly events: readonly BookingEvent[];
  readonly booking: Booking;
  readonly messages: readonly OutboxMessage[];
}

interface When {
  /** The command is accepted with exactly these effects. */
  gives(outcome: Outcome): void;
  /** The command is refused with exactly this. */
  refuses(refusal: BookingRefusal): void;
  /** The command is accepted and changes nothing. */
  changesNothing(): void;
}

/** For a booking and a command, the possible expectations. */
export function given(booking: Booking, policy: BookingPolicy = DEFAULT_POLICY): { when(c: BookingCommand): When } {
  return {
    when: (command) => ({
      gives: (outcome) => expect(carriedOut(policy, booking, command)).toEqual(outcome),
      refuses: (refusal) => expect(decide(policy, booking, command)).toEqual({ ok: false, refusal }),
      changesNothing: () => expect(carriedOut(policy, booking, command)).toEqual({ events: [], booking, messages: [] }),
    }),
  };
}

/** The effects of an accepted command. */
export function carriedOut(policy: BookingPolicy, booking: Booking, command: BookingCommand): Outcome {
  const decision = decide(policy, booking, command);
  if (!decision.ok) throw new Error(`The booking refused: ${JSON.stringify(decision.refusal)}`);
  return happened(policy, booking, decision.value);
}

/** The effects of events. */
export function happened(policy: BookingPolicy, booking: Booking, events: readonly BookingEvent[]): Outcome {
  const change = updateOf(policy, stored(booking), events);
  return { events, booking: unstored(change.booking), messages: change.messages };
}

function unstored(booking: Booking): Booking {
  const { id: _id, version: _version, ...plain } = { id: 0, version: 0, ...booking };
  return plain;
}
