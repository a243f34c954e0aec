import type { Instant } from '@miomente/booking-domain';
import type { Done } from './done-address.ts';
import { groupId } from './group.tsx';
import { answeredTogether, type Group, nextQuestion } from './groups.ts';

/**
 * Where a page goes on after an answer (portal#answered-in-place): the next question; where that is the first of a group
 * that can be answered together, the group with its buttons. The line that was answered when nothing is left.
 */
export function nextAnchor(
  questions: { readonly groups: readonly Group[]; readonly done: Done },
  now: Instant,
): string | undefined {
  const next = nextQuestion(questions, now);
  const [latest] = questions.done.ids;
  if (next === undefined) return latest === undefined ? undefined : `b${latest}`;
  const isFirst = next.group.rows[0]?.id === next.booking.id;
  return isFirst && answeredTogether(next.group, now).length > 0 ? groupId(next.group) : `b${next.booking.id}`;
}
