import {
  type BookingPolicy,
  DAY_MS,
  DEFAULT_POLICY,
  DEFAULT_PRESS_POLICY,
  HOUR_MS,
  type Language,
  MINUTE_MS,
  type OrderPolicy,
  type PressPolicy,
  quietTime,
  SECOND_MS,
  type WorkingTime,
  workingTime,
} from '@miomente/booking-domain';
import { germanHolidays } from '@miomente/booking-node';
import { DEFAULT_SCHEDULER_TIMES, type SchedulerTimes } from '@miomente/booking-scheduler';
import type { Variables } from './own-config.ts';

/**
 * The numbers in the rules about bookings.
 * @param language of mails to customers; they are not looked at without it
 */
export function bookingPolicy(variables: Variables, language: Language = 'de'): BookingPolicy {
  const { QUIET_HOURS: quiet, CUSTOMER_MAILS, CUSTOMER_MAIL_HOLD_MINUTES } = variables;
  return {
    ...DEFAULT_POLICY,
    firstReminderAfterMs: Math.round(variables.REMINDER_FIRST_HOURS * HOUR_MS),
    secondReminderAfterMs: Math.round(variables.REMINDER_SECOND_HOURS * HOUR_MS),
    escalationDelayMs: Math.round(variables.ESCALATION_DELAY_HOURS * HOUR_MS),
    workingTime: countedTime(variables),
    quietTime: quiet === undefined ? null : quietTime(quiet, variables.TIME_ZONE),
    tokenLifetimeMs: Math.round(variables.BOOKING_TOKEN_EXPIRY_DAYS * DAY_MS),
    declineUndoMs: variables.DECLINE_UNDO_MINUTES * MINUTE_MS,
    customerMails:
      CUSTOMER_MAILS === 'off' ? null : { holdMs: Math.round(CUSTOMER_MAIL_HOLD_MINUTES * MINUTE_MS), language },
    goLiveAt: variables.GO_LIVE_AT ?? null,
  };
}

/** The time in which the hours of reminders count; null for elapsed time. */
function countedTime(variables: Variables): WorkingTime | null {
  const { REMINDER_CLOCK, WORKING_HOURS: hours, HOLIDAYS: region, TIME_ZONE: timeZone } = variables;
  return REMINDER_CLOCK === 'working' ? workingTime({ hours, region, timeZone, holidays: germanHolidays }) : null;
}

/** How long customer data is kept after the event; null for ever. */
export function eraseCustomerAfterMs({ ERASE_CUSTOMER_DATA_AFTER_DAYS: days }: Variables): number | null {
  return days === undefined ? null : days * DAY_MS;
}

/** The settings for reading orders. */
export function orderPolicy(variables: Variables): OrderPolicy {
  return {
    bookingStates: variables.MAGENTO_ORDER_STATES,
    eventStartSources: variables.MAGENTO_EVENT_START,
    eventTimeLabels: variables.MAGENTO_EVENT_TIME,
    timeZone: variables.TIME_ZONE,
  };
}

/**
 * What a press on a link's page is worth.
 * @param sampled whether samples stand in for everything: no program guards that mailbox, and a newcomer's walk from
 *   order to answer isn't interrupted
 */
export function pressPolicy(variables: Variables, { sampled }: { readonly sampled: boolean }): PressPolicy {
  const quietMs = sampled ? 0 : DEFAULT_PRESS_POLICY.quietMs;
  const { LINK_PRESS_MIN_SECONDS, LINK_QUIET_SECONDS } = variables;
  return {
    minAgeMs: Math.round(LINK_PRESS_MIN_SECONDS * SECOND_MS),
    quietMs: LINK_QUIET_SECONDS === undefined ? quietMs : Math.round(LINK_QUIET_SECONDS * SECOND_MS),
  };
}

/** The scheduler's intervals. */
export function schedulerTimes(variables: Variables): SchedulerTimes {
  return {
    ...DEFAULT_SCHEDULER_TIMES,
    sweepEveryMs: variables.REMINDER_SWEEP_MINUTES * MINUTE_MS,
    reconcileEveryMs: variables.RECONCILE_MINUTES * MINUTE_MS,
    ...(variables.PARTNERS_IMPORT_MINUTES === undefined
      ? {}
      : { partnersEveryMs: variables.PARTNERS_IMPORT_MINUTES * MINUTE_MS }),
    heartbeatEveryMs: variables.WORKER_HEARTBEAT_SECONDS * SECOND_MS,
    leaseMs: variables.WORKER_LEASE_SECONDS * SECOND_MS,
  };
}
