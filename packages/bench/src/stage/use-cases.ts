import {
  type ConfirmBooking,
  DEFAULT_POLICY,
  type DeclineBooking,
  makeConfirmBooking,
  makeDeclineBooking,
  makeSweepReminders,
  type SweepReminders,
} from '@miomente/booking-domain';
import { systemClock } from '@miomente/booking-node';
import { createPostgresPorts } from '@miomente/booking-postgres';
import type pg from 'pg';

/** Confirms bookings on a database. */
export const confirmOf = (pool: pg.Pool): ConfirmBooking => makeConfirmBooking(coreOf(pool));
/** Declines bookings on a database. */
export const declineOf = (pool: pg.Pool): DeclineBooking => makeDeclineBooking(coreOf(pool));
/** Sweeps over what is due of a database. */
export const sweepOf = (pool: pg.Pool): SweepReminders => makeSweepReminders(coreOf(pool));

const coreOf = (pool: pg.Pool) => {
  const { bookings, keptAnswers, declineReasons } = createPostgresPorts(pool, { timeZone: 'Europe/Berlin' });
  return { bookings, keptAnswers, declineReasons, policy: DEFAULT_POLICY, clock: systemClock };
};
