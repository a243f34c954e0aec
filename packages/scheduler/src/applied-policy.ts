import type { BookingPolicy, RealignSchedule } from '@miomente/booking-domain';

/** The policy that the stored due times were computed with. Shared by all processes. */
export interface AppliedPolicy {
  /** Undefined before the first time. */
  read(): Promise<string | undefined>;
  keep(fingerprint: string): Promise<void>;
}

/** The part of the policy that due times depend on. */
export function policyFingerprint(policy: BookingPolicy): string {
  const { firstReminderAfterMs, secondReminderAfterMs, escalationDelayMs, escalateBeforeEventMs } = policy;
  const hours = { firstReminderAfterMs, secondReminderAfterMs, escalationDelayMs, escalateBeforeEventMs };
  const { workingTime, quietTime } = policy;
  return JSON.stringify({
    ...hours,
    ...(workingTime === null ? {} : { workingTime: workingTime.fingerprint }),
    ...(quietTime === null ? {} : { quietTime: quietTime.fingerprint }),
  });
}

/**
 * Computes all due times again when the policy has changed since the last time. The new policy is recorded after the
 * work, so an interrupted run is repeated.
 * @returns the number of bookings examined, or undefined when the policy had not changed
 */
export async function realignIfChanged(
  applied: AppliedPolicy,
  policy: BookingPolicy,
  realign: RealignSchedule,
): Promise<number | undefined> {
  const wanted = policyFingerprint(policy);
  if ((await applied.read()) === wanted) return undefined;
  const { bookings } = await realign();
  await applied.keep(wanted);
  return bookings;
}
