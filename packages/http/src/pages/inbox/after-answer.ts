import type { BookingId } from '@miomente/booking-domain';
import { leadsTo, type PageAnswer } from '../../guard/page-answer.ts';
import type { PartnerSession } from '../../session/session.ts';
import { courseDateQuestions } from '../course-date/questions.ts';
import type { Visitor } from '../gates.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { doneAfter, inboxPath, type Meant, type Worklist, withDone } from './done-address.ts';
import { inboxQuestions } from './inbox-view.ts';
import { nextAnchor } from './next-anchor.ts';

/**
 * After an answer on a page of questions: back to it, at the next open one, never at its top; after an undo at the
 * booking, which is open again.
 * @param pressed the bookings of the press, at least one
 */
export async function backToQuestions(
  deps: PagesDeps,
  { session, reader }: Visitor<PartnerSession>,
  worklist: Worklist,
  pressed: readonly BookingId[],
  meant: Meant,
): Promise<PageAnswer<303>> {
  const done = doneAfter(worklist.done, pressed, meant);
  const who = { scope: session.scope, now: deps.clock.now(), language: reader.language };
  const questions =
    worklist.type === 'inbox'
      ? await inboxQuestions(deps, who, { page: worklist.page, done })
      : await courseDateQuestions(deps, who, { identity: worklist.identity, done });
  // Everybody was moved to another date: its page is no more, and the inbox tells what became of the press.
  if (worklist.type === 'course_date' && 'bookings' in questions && questions.bookings.length === 0) {
    const inbox = { type: 'inbox', path: inboxPath(1), page: 1, done: worklist.done } as const;
    return backToQuestions(deps, { session, reader }, inbox, pressed, meant);
  }
  const anchor = meant === 'reopened' ? `b${pressed[0]}` : nextAnchor(questions, who.now);
  return leadsTo(`${withDone(worklist.path, done)}${anchor === undefined ? '' : `#${anchor}`}`);
}
