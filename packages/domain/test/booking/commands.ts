import {
  type Actor,
  type AskingMailKind,
  type BookingCommand,
  HOUR_MS,
  type Instant,
  type MailOutcome,
  type Observation,
  type ObserveOrder,
} from '@miomente/booking-domain';
import { anObservation, MONDAY, type Overrides, PARTNER_NUMBER } from '@miomente/booking-domain/testing';

/** The time of commands by default: five hours after the partner was asked. */
export const LATER: Instant = MONDAY + 5 * HOUR_MS;
export const PARTNER: Extract<Actor, { type: 'partner' }> = { type: 'partner', customerNumber: PARTNER_NUMBER };
export const OFFICE: Extract<Actor, { type: 'manager' }> = { type: 'manager', address: 'office@example.org' };

export const confirmByLink = (at = LATER): BookingCommand => ({
  type: 'confirm',
  at,
  actor: PARTNER,
  channel: 'email_token',
  notes: null,
});
export const confirmInPortal = (at = LATER, notes: string | null = null): BookingCommand => ({
  type: 'confirm',
  at,
  actor: PARTNER,
  channel: 'portal',
  notes,
});
export const confirmByPhone = (at = LATER): BookingCommand => ({
  type: 'confirm',
  at,
  actor: OFFICE,
  channel: 'phone',
  notes: null,
});
export const declineInPortal = (at = LATER, notes: string | null = null): BookingCommand => ({
  type: 'decline',
  at,
  actor: PARTNER,
  channel: 'portal',
  reason: 'capacity_full',
  notes,
});
export const declineByPhone = (at = LATER): BookingCommand => ({
  type: 'decline',
  at,
  actor: OFFICE,
  channel: 'phone',
  reason: 'other',
  notes: null,
});
export const reopenByLink = (at = LATER): BookingCommand => ({
  type: 'reopen',
  at,
  actor: PARTNER,
  channel: 'email_token',
});
export const reopenInPortal = (
  at = LATER,
  unreachable?: Extract<BookingCommand, { type: 'reopen' }>['unreachable'],
): BookingCommand => ({
  type: 'reopen',
  at,
  actor: PARTNER,
  channel: 'portal',
  ...(unreachable === undefined ? {} : { unreachable }),
});
export const reopenByOffice = (
  at = LATER,
  unreachable: Extract<BookingCommand, { type: 'reopen_by_office' }>['unreachable'] = null,
): BookingCommand => ({ type: 'reopen_by_office', at, actor: OFFICE, unreachable });
export const sweep = (at = LATER): BookingCommand => ({ type: 'sweep', at });
export const announce = (at = LATER): BookingCommand => ({ type: 'announce', at });
export const recordTicket = (ticketId = 'T-1', at = LATER): BookingCommand => ({ type: 'record_ticket', at, ticketId });
export const observe = (overrides?: Overrides<Observation>, at = LATER): ObserveOrder => ({
  type: 'observe_order',
  at,
  observation: anObservation(overrides),
});
export const reportMail = (outcome: MailOutcome, at = LATER): BookingCommand => ({
  type: 'report_mail',
  at,
  mail: 'confirmation_request',
  outcome,
});

/** The provider accepted a mail that asks, of the clock that started on Monday. */
export const accepted = (mail: AskingMailKind, at: Instant, clock: Instant = MONDAY): BookingCommand => ({
  type: 'record_mail',
  at,
  mail,
  clock,
  outcome: { type: 'accepted', at },
});

/** A mail that asks will not leave. */
export const dropped = (
  mail: AskingMailKind,
  reason: string,
  at: Instant,
  clock: Instant = MONDAY,
): BookingCommand => ({
  type: 'record_mail',
  at,
  mail,
  clock,
  outcome: { type: 'dropped', reason },
});
