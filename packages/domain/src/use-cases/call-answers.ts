import type { BookingId } from '../booking/booking.ts';
import type { CallAnswer } from '../calls/call.ts';
import { checkDecline, type DeclineReasonRefusal } from '../decline-reason/decline-reason.ts';
import type { DeclineReasons } from '../ports/decline-reasons.ts';
import type { BatchAnswer } from './answer-bookings.ts';

/** Every reason of a decline is checked before anything is answered. */
export async function refuseDecline(
  declineReasons: DeclineReasons,
  answers: readonly CallAnswer[],
  note: string | null | undefined,
): Promise<DeclineReasonRefusal | null> {
  const declines = answers.filter((answer) => answer.action === 'decline');
  if (declines.length === 0) return null;
  const reasons = await declineReasons.all();
  for (const { reason } of declines) {
    const checked = checkDecline(reasons, reason, note ?? undefined);
    if (!checked.ok) return checked.refusal;
  }
  return null;
}

/** What the caller was shown of each booking, where that is known. */
export function shownToCaller(answers: readonly CallAnswer[]): ReadonlyMap<BookingId, string> {
  return new Map(answers.flatMap(({ id, shown }) => (shown === undefined ? [] : [[id, shown] as const])));
}

/** Bookings that get the same answer, so that each answer is one write for all of them. */
export function answersTogether(
  answers: readonly CallAnswer[],
  note: string | null | undefined,
): readonly (readonly [BatchAnswer, readonly BookingId[]])[] {
  const together = new Map<string, [BatchAnswer, BookingId[]]>();
  const notes = note ?? undefined;
  for (const answer of answers) {
    const key = answer.action === 'confirm' ? '' : answer.reason;
    const batch: BatchAnswer =
      answer.action === 'confirm' ? { action: 'confirm', notes } : { action: 'decline', reason: answer.reason, notes };
    const [, ids] = together.get(`${answer.action} ${key}`) ?? [batch, []];
    together.set(`${answer.action} ${key}`, [batch, [...ids, answer.id]]);
  }
  return [...together.values()];
}
