import type { CustomerNumber, UnreachableReason } from '../partner/partner.ts';
import { eventStarted, latestStart } from '../time/event-start.ts';
import type { HolidayRegion } from '../time/holiday-region.ts';
import type { Instant } from '../time/instant.ts';
import { type MintedToken, type TokenRecord, tokenExpiry } from '../token/token.ts';
import type { Booking, BookingDetails, OrderReference, PendingBooking } from './booking.ts';
import type { Observation } from './command.ts';
import { escalationAtStart } from './decide/start.ts';
import { observedFlags } from './details.ts';
import type { BookingEvent, PartnerAsked } from './event.ts';
import { evolve } from './evolve.ts';
import type { BookingPolicy } from './policy.ts';
import { type StandingYes, type StandingYesClaim, standingYesAnswers } from './standing-yes.ts';

/** What is known of an order item when it becomes a booking. */
export interface Registration {
  readonly at: Instant;
  readonly order: OrderReference;
  readonly customerNumber: CustomerNumber;
  readonly observation: Observation;
  /** Why mail can't reach the partner; null when it can. */
  readonly unreachable: UnreachableReason | null;
  /** Whose holidays count, as the partner's master data say. */
  readonly holidays: HolidayRegion | null;
  readonly token: MintedToken;
  /** The yes that the partner gave in advance for this course date; absent when there is none to look at. */
  readonly standingYes?: StandingYes;
}

/** A booking that is not stored yet, with the events that create it. */
export interface NewBooking {
  /** The booking before the events after the first: the state that {@link react} needs for them. */
  readonly initial: PendingBooking;
  readonly events: readonly [BookingEvent, ...BookingEvent[]];
  /** The booking after all events. */
  readonly booking: Booking;
  /** Only set when a standing yes confirmed it: the booking may be written only while that has room for it. */
  readonly standingYes?: StandingYesClaim;
}

/** Whether a booking is imported silently: from before go-live, or first read after its event had started. */
export function isHistoric(policy: Pick<BookingPolicy, 'goLiveAt'>, details: BookingDetails, at: Instant): boolean {
  const beforeGoLive = policy.goLiveAt !== null && details.orderedAt < policy.goLiveAt;
  return beforeGoLive || eventStarted({ details, tookPlace: null }, at);
}

/**
 * Creates a booking from an order item. The partner's standing yes confirms it; else the partner is asked, or the
 * booking is escalated when mail can't help or would come too late. Historic bookings are only recorded.
 */
export function register(policy: BookingPolicy, registration: Registration): NewBooking {
  const historic = isHistoric(policy, registration.observation.details, registration.at);
  const initial = initialBooking(policy, registration, { historic });
  const { standingYes, at, unreachable } = registration;
  if (standingYes !== undefined && standingYesAnswers(standingYes, initial, { at, unreachable })) {
    const { id, version, people, hours } = standingYes;
    const actor = { type: 'partner', customerNumber: initial.customerNumber } as const;
    const terms = { people, hours };
    const event: BookingEvent = {
      type: 'confirmed',
      at,
      actor,
      channel: 'standing_yes',
      standingYes: terms,
      notes: null,
    };
    return { ...withEvents(initial, [event]), standingYes: { id, version } };
  }
  return withEvents(initial, historic ? [] : startEvents(policy, startOf(registration), 'confirmation_request'));
}

/** A pending booking at its creation. */
export function initialBooking(
  policy: BookingPolicy,
  { at, order, customerNumber, observation, holidays, token }: Registration,
  { historic, oldToken }: { readonly historic: boolean; readonly oldToken?: TokenRecord },
): PendingBooking {
  const { details, hold } = observation;
  const expiresAt = tokenExpiry(policy.tokenLifetimeMs, at, latestStart(details.eventStart));
  return {
    status: 'pending',
    order,
    customerNumber,
    details,
    tookPlace: null,
    createdAt: at,
    clockStartedAt: at,
    holidays,
    token: { ...(oldToken ?? token), expiresAt },
    announcedAt: null,
    historic,
    reminders: { count: 0, lastAt: null },
    asking: { step: 0, mail: 'unsent', sentAt: null },
    escalation: null,
    ticket: null,
    hold,
    customerInformed: null,
    takenBackAt: null,
    customerErasedAt: null,
    flags: observedFlags(observation, details, customerNumber),
  };
}

/** When a booking's clock starts, and what decides how. */
export type Start = Pick<Registration, 'at' | 'unreachable'> & Pick<BookingDetails, 'eventStart'>;

/** How the clock of a new booking starts. */
export function startOf({ at, unreachable, observation }: Registration): Start {
  return { at, unreachable, eventStart: observation.details.eventStart };
}

/** Asks the partner, escalates, or both. */
export function startEvents(
  policy: BookingPolicy,
  { at, unreachable, eventStart }: Start,
  mail: PartnerAsked['mail'],
): readonly BookingEvent[] {
  const tokenExpiresAt = tokenExpiry(policy.tokenLifetimeMs, at, latestStart(eventStart));
  const asked: readonly BookingEvent[] =
    unreachable === null ? [{ type: 'partner_asked', at, mail, tokenExpiresAt }] : [];
  const reason = escalationAtStart(policy, { at, eventStart, unreachable });
  return reason === null ? asked : [...asked, { type: 'escalated', at, reason }];
}

/** The new booking after its registration and the given events. */
export function withEvents(initial: PendingBooking, events: readonly BookingEvent[]): NewBooking {
  const { order, customerNumber, historic, createdAt } = initial;
  const registered: BookingEvent = { type: 'booking_registered', at: createdAt, order, customerNumber, historic };
  return { initial, events: [registered, ...events], booking: events.reduce<Booking>(evolve, initial) };
}
