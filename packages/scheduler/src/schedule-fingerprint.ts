import type { BookingPolicy, RealignSchedule } from '@miomente/booking-domain';
import type pg from 'pg';

const NAME = 'schedule_policy';
const READ = 'select value from miomente_partner_portal_settings where name = $1';
const KEEP = `
  insert into miomente_partner_portal_settings (name, value) values ($1, $2)
  on conflict (name) do update set value = excluded.value, updated_at = now()`;

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
  pool: pg.Pool,
  policy: BookingPolicy,
  realign: RealignSchedule,
): Promise<number | undefined> {
  const wanted = fingerprintOf(policy);
  const { rows } = await pool.query<{ value: string }>(READ, [NAME]);
  if (rows[0]?.value === wanted) return undefined;
  const { bookings } = await realign();
  await pool.query(KEEP, [NAME, wanted]);
  return bookings;
}
