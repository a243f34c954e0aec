import type { BookingPolicy, RealignSchedule } from '@miomente/booking-domain';

/** Under which policy due times were last worked out. Of all processes together. */
export interface AppliedPolicy {
  /** Undefined before the first time. */
  read(): Promise<string | undefined>;
  keep(fingerprint: string): Promise<void>;
}

/** The part of the policy that due times are worked out from. */
function fingerprintOf(policy: BookingPolicy): string {
  const { firstReminderAfterMs, secondReminderAfterMs, escalationDelayMs, escalateBeforeEventMs } = policy;
  return JSON.stringify({ firstReminderAfterMs, secondReminderAfterMs, escalationDelayMs, escalateBeforeEventMs });
}

/**
 * Works out due times anew when they were worked out under other hours than today's. Noted only
 * after the work, so that a run that breaks off is done again.
 * @returns how many bookings were looked at, or undefined when nothing had changed
 */
export async function realignIfChanged(
  applied: AppliedPolicy,
  policy: BookingPolicy,
  realign: RealignSchedule,
): Promise<number | undefined> {
  const wanted = fingerprintOf(policy);
  if ((await applied.read()) === wanted) return undefined;
  const { bookings } = await realign();
  await applied.keep(wanted);
  return bookings;
}
