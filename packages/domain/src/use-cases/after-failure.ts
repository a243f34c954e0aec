import { GIVE_UP_AFTER_MS, retryAfter } from '../delivery/retry.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeliveryAttempt } from '../ports/deliveries.ts';
import type { TransientFailure } from '../ports/failure.ts';
import type { Mailer } from '../ports/mailer.ts';
import type { Random } from '../ports/random.ts';
import type { TicketDesk } from '../ports/ticket-desk.ts';
import type { DurationMs } from '../time/instant.ts';
import type { EndedAttempt } from './finish-delivery.ts';

/** Dependencies that tell whose failure one was. */
export type Telling<Deps> = Deps & {
  /** Whether mailer or ticket desk failed; any other failure was our own, before anything was handed over. */
  readonly isTheirs: (failure: TransientFailure) => boolean;
};

/** The dependencies of an attempt, which tell failures of mailer and ticket desk from those of our own database. */
export function telling<Deps extends { readonly mailer: Mailer; readonly ticketDesk?: TicketDesk }>(
  deps: Deps,
): Telling<Deps> {
  const theirs = new WeakSet<object>();
  const noting = async <Value>(call: () => Promise<Value>): Promise<Value> => {
    try {
      return await call();
    } catch (error) {
      if (error instanceof Error) theirs.add(error);
      throw error;
    }
  };
  const { mailer, ticketDesk } = deps;
  return {
    ...deps,
    mailer: { send: (mail) => noting(() => mailer.send(mail)) } satisfies Mailer,
    ...(ticketDesk && {
      ticketDesk: {
        open: (draft) => noting(() => ticketDesk.open(draft)),
        addNote: (ticketId, note) => noting(() => ticketDesk.addNote(ticketId, note)),
        erase: (ticketId, at) => noting(() => ticketDesk.erase(ticketId, at)),
        addressOf: (ticketId) => noting(() => ticketDesk.addressOf(ticketId)),
      } satisfies TicketDesk,
    }),
    isTheirs: (failure) => theirs.has(failure),
  };
}

/**
 * The end of an attempt that failed for now: another one `afterMs` from now, or none when attempts have failed for too
 * long. A failure of our own, before anything was handed over, is no try (running#an-outage-is-no-try).
 */
export function afterFailure(
  { clock, random, isTheirs }: Telling<{ readonly clock: Clock; readonly random: Random }>,
  attempt: DeliveryAttempt,
  failure: TransientFailure,
  afterMs: DurationMs,
): EndedAttempt {
  const { message: reason, nothingDone } = failure;
  if (!isTheirs(failure)) {
    const soon = retryAfter(1, failure.retryAfterMs, random.next());
    return { result: { type: 'later', afterMs: soon, reason, failed: false }, clock: null };
  }
  return attempt.failingMs + afterMs > GIVE_UP_AFTER_MS
    ? { result: { type: 'dead', reason }, clock: null, ...(nothingDone ? {} : { unsureAt: clock.now() }) }
    : {
        result: { type: 'later', afterMs, reason, failed: true, ...(nothingDone ? {} : { unsure: true }) },
        clock: null,
      };
}
