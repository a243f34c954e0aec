import { type Booking, type BookingStatus, isMissed } from '../booking/booking.ts';
import type { DurationMs, Instant } from '../time/instant.ts';

/** What counts of one booking for its partner's metrics. Historic bookings are left out before. */
export interface ResponseRecord {
  readonly status: BookingStatus;
  readonly clockStartedAt: Instant;
  readonly answeredAt: Instant | null;
  /** Nobody answered before the event started. */
  readonly unanswered: boolean;
  readonly reminders: number;
  readonly escalated: boolean;
  /** It was confirmed, taken back, and not confirmed again. */
  readonly takenBack: boolean;
}

/** What counts of a booking at an instant. */
export function responseRecord(booking: Booking, now: Instant): ResponseRecord {
  const { status, clockStartedAt, reminders, escalation, takenBackAt } = booking;
  return {
    status,
    clockStartedAt,
    answeredAt: status === 'pending' ? null : (booking.answer?.at ?? null),
    unanswered: isMissed(booking, now),
    reminders: reminders.count,
    escalated: escalation !== null,
    takenBack: takenBackAt !== null,
  };
}

/** How a partner answers (US-8). Times in milliseconds. */
export interface ResponseMetrics {
  readonly bookings: number;
  readonly confirmed: number;
  readonly declined: number;
  readonly cancelled: number;
  readonly unanswered: number;
  /** See {@link confirmationRate}. */
  readonly confirmationRate: number | null;
  readonly medianAnswerMs: DurationMs | null;
  readonly p90AnswerMs: DurationMs | null;
  readonly reminders: number;
  readonly escalations: number;
  /** Confirmations that were taken back and not given again. */
  readonly takenBack: number;
  /** See {@link keptRate}. */
  readonly keptRate: number | null;
}

/** With fewer finished bookings, a rate has no meaning. */
export const MIN_BOOKINGS_FOR_A_RATE = 5;

/** Response metrics over a set of bookings (api#metrics). */
export function responseMetrics(records: readonly ResponseRecord[]): ResponseMetrics {
  const count = (status: BookingStatus): number => records.filter((r) => r.status === status).length;
  const times = records
    .filter((r) => r.status === 'confirmed' || r.status === 'declined')
    .flatMap((r) => (r.answeredAt === null ? [] : [r.answeredAt - r.clockStartedAt]))
    // When the clock starts with the answer, nobody had waited for it (booking#before-go-live).
    .filter((time) => time > 0)
    .sort((a, b) => a - b);
  return {
    bookings: records.length,
    confirmed: count('confirmed'),
    declined: count('declined'),
    cancelled: count('cancelled'),
    unanswered: records.filter((r) => r.unanswered).length,
    confirmationRate: confirmationRate({
      confirmed: count('confirmed'),
      declined: count('declined'),
      unanswered: records.filter((r) => r.unanswered).length,
    }),
    medianAnswerMs: percentile(times, 0.5),
    p90AnswerMs: percentile(times, 0.9),
    reminders: records.reduce((sum, r) => sum + r.reminders, 0),
    escalations: records.filter((r) => r.escalated).length,
    takenBack: records.filter((r) => r.takenBack).length,
    keptRate: keptRate({
      confirmed: count('confirmed'),
      takenBack: records.filter((r) => r.takenBack).length,
    }),
  };
}

/**
 * confirmed ÷ (confirmed + declined + unanswered), between 0 and 1 (api#confirmation-rate). Open bookings do not count.
 * @returns null when too few bookings count for a meaningful rate
 */
export function confirmationRate({
  confirmed,
  declined,
  unanswered,
}: Pick<ResponseMetrics, 'confirmed' | 'declined' | 'unanswered'>): number | null {
  const counted = confirmed + declined + unanswered;
  return counted < MIN_BOOKINGS_FOR_A_RATE ? null : confirmed / counted;
}

/**
 * confirmed ÷ (confirmed + taken back), between 0 and 1 (api#kept-promises).
 * @returns null when too few were confirmed for a meaningful rate
 */
export function keptRate({ confirmed, takenBack }: Pick<ResponseMetrics, 'confirmed' | 'takenBack'>): number | null {
  const promised = confirmed + takenBack;
  return promised < MIN_BOOKINGS_FOR_A_RATE ? null : confirmed / promised;
}

/** Linear between adjacent values, as PostgreSQL's percentile_cont; null of nothing. `sorted` ascends. */
export function percentile(sorted: readonly number[], fraction: number): number | null {
  if (sorted.length === 0) return null;
  const position = (sorted.length - 1) * fraction;
  const below = sorted[Math.floor(position)] ?? 0;
  const above = sorted[Math.ceil(position)] ?? below;
  return below + (above - below) * (position - Math.floor(position));
}
