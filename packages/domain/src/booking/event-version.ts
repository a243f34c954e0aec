import type { BookingEventType } from './event.ts';

/**
 * The version of each type of event, from 1. It rises by one whenever an event of that type says something else, or under
 * another name, than before, so that whoever reads events from outside knows what to expect (booking#event-versions).
 * A new optional part is no new version. What is kept in the audit trail is read whatever its version.
 */
export const EVENT_VERSIONS: { readonly [Type in BookingEventType]: number } = {
  booking_registered: 1,
  partner_asked: 1,
  confirmed: 1,
  declined: 1,
  reopened: 1,
  reminded: 1,
  mail_accepted: 1,
  mail_dropped: 1,
  escalated: 1,
  cancelled: 1,
  details_changed: 1,
  hold_changed: 1,
  flags_changed: 1,
  mail_reported: 1,
  ticket_opened: 1,
  answer_carried_over: 1,
  token_replaced: 1,
  called: 1,
  partner_wrote: 1,
  reply_read: 1,
  customer_informed: 1,
};

/** Every type of event that a booking's trail may hold. */
export const BOOKING_EVENT_TYPES: readonly BookingEventType[] = Object.keys(EVENT_VERSIONS) as BookingEventType[];
