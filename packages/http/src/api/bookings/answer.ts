import {
  type BookingId,
  type KeyedRequest,
  type ManagerScope,
  type PartnerScope,
  type Stored,
  selectableReasons,
} from '@miomente/booking-domain';
import type { HttpDeps } from '../../deps.ts';
import { refusalProblem } from '../../problem/problem-of.ts';

type AnswerDeps = Pick<HttpDeps, 'confirmBooking' | 'declineBooking' | 'declineReasons' | 'awaitTicket'>;

/** Answers a booking; the same for portal and office. */
interface Answering {
  readonly scope: PartnerScope | ManagerScope;
  readonly id: BookingId;
  readonly notes: string | undefined;
  readonly shown: string | undefined;
  /** The keyed request, if it has a key. */
  readonly askedBy?: KeyedRequest | undefined;
}

/** @throws HttpProblem when the booking can't be confirmed */
export async function confirm(deps: AnswerDeps, answering: Answering): Promise<Stored> {
  const confirmed = await deps.confirmBooking(answering);
  if (!confirmed.ok) throw refusalProblem(confirmed.refusal);
  return confirmed.value.booking;
}

/**
 * Declines, then waits a moment for the ticket's number. The decline is recorded whatever the ticket desk does.
 * @throws HttpProblem when the booking can't be declined
 */
export async function decline(
  deps: AnswerDeps,
  answering: Answering & { readonly reason: string },
): Promise<{ readonly booking: Stored; readonly ticketId: string | null }> {
  const declined = await deps.declineBooking(answering);
  if (!declined.ok) {
    const codes = selectableReasons(await deps.declineReasons.all()).map(({ code }) => code);
    throw refusalProblem(declined.refusal, codes);
  }
  const booking = (await deps.awaitTicket(answering.scope, answering.id)) ?? declined.value.booking;
  return { booking, ticketId: booking.ticket?.id ?? null };
}
