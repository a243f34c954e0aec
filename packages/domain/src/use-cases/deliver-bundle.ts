import { severalKind } from '../booking/bundle.ts';
import { retryAfter } from '../delivery/retry.ts';
import { bookingIdsIn, courseDatesInMail } from '../delivery/several-content.ts';
import type { DeliveryAttempt } from '../ports/deliveries.ts';
import { PermanentFailure, TransientFailure } from '../ports/failure.ts';
import type { Mail } from '../ports/mailer.ts';
import type { Random } from '../ports/random.ts';
import { afterFailure, type Telling } from './after-failure.ts';
import {
  accepted,
  type BookingMailDeps,
  mailAbout,
  type WrittenMail,
  writeBookingMail,
} from './deliver-booking-mail.ts';
import type { EndedAttempt } from './finish-delivery.ts';

/** An attempt and how it ended. */
export interface EndedTurn {
  readonly attempt: DeliveryAttempt;
  readonly ended: EndedAttempt;
}

type Written = WrittenMail & { readonly attempt: DeliveryAttempt };

/**
 * Sends one mail for all attempts of a bundle that are still wanted and may leave now (delivery#bundles). Each is
 * judged and ends by itself. When the mail is refused for good, or can't be written, its bookings are taken apart: each
 * is sent by itself then, so that a bad one holds up no other.
 * @param attempts at least two, the one whose turn it is first
 * @returns the end of each, in no particular order
 */
export async function deliverBundle(
  deps: Telling<BookingMailDeps & { readonly random: Random }>,
  attempts: readonly DeliveryAttempt[],
): Promise<readonly EndedTurn[]> {
  const ends: EndedTurn[] = [];
  const wanted: Written[] = [];
  try {
    for (const attempt of attempts) {
      const written = await writeMember(deps, attempt);
      if ('result' in written) ends.push({ attempt, ended: written });
      else wanted.push({ ...written, attempt });
    }
    const [first] = wanted;
    if (first === undefined) return ends;
    const { providerId } = await deps.mailer.send(mailOf(deps, first, wanted));
    return [
      ...ends,
      ...wanted.map((each) => ({ attempt: each.attempt, ended: accepted(each, providerId, first.address) })),
    ];
  } catch (error) {
    const over = new Set(ends.map(({ attempt }) => attempt.id));
    const left = attempts.filter(({ id }) => !over.has(id));
    return [...ends, ...afterwards(deps, left, error)];
  }
}

async function writeMember(deps: BookingMailDeps, attempt: DeliveryAttempt): Promise<WrittenMail | EndedAttempt> {
  const { content } = attempt;
  if (content.type !== 'booking_message' || content.message.type !== 'send_mail')
    return { result: { type: 'dead', reason: 'Only mails about bookings travel in one.' }, clock: null };
  return writeBookingMail(deps, attempt, content.bookingId, content.message);
}

/** A mail about one booking reads as ever. One about several has an address of its own for answers (replies#address). */
function mailOf(deps: BookingMailDeps, first: Written, wanted: readonly Written[]): Mail {
  const kind = severalKind(first.content.kind);
  const single = mailAbout(deps, first.attempt.messageId, first);
  const bookingIds = bookingIdsIn(wanted);
  if (kind === null || bookingIds.length === 1) return single;
  const { partnerName } = first.content;
  const replyTo = deps.replyAddresses.ofMail(first.attempt.messageId);
  return {
    ...single,
    ...(replyTo === null ? {} : { replyTo }),
    bookingId: null,
    bookingIds,
    content: { kind, partnerName, courseDates: courseDatesInMail(wanted) },
  };
}

/** What becomes of the attempts without a result of their own; those that are tried again stay together. */
function afterwards(
  deps: Parameters<typeof deliverBundle>[0],
  attempts: readonly DeliveryAttempt[],
  error: unknown,
): readonly EndedTurn[] {
  const [first] = attempts;
  if (error instanceof TransientFailure) {
    const afterMs = retryAfter(first?.attempt ?? 1, error.retryAfterMs, deps.random.next());
    return attempts.map((attempt) => ({ attempt, ended: afterFailure(deps, attempt, error, afterMs) }));
  }
  const refused = error instanceof PermanentFailure;
  if (refused && attempts.length === 1)
    return attempts.map((attempt) => ({
      attempt,
      ended: { result: { type: 'dead', reason: error.message }, clock: null },
    }));
  const reason = refused ? error.message : 'The mail about several bookings could not be written.';
  const result = { type: 'later', afterMs: 0, reason, failed: true, apart: true } as const;
  return attempts.map((attempt) => ({ attempt, ended: { result, clock: null } }));
}
