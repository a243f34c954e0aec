import type { BookingId, OrderItemId, Stored } from '../booking/booking.ts';
import type { NoteTicket, OpenTicket, TicketNote } from '../booking/message.ts';
import type { DeclineReason } from '../decline-reason/decline-reason.ts';
import type { PortalLinks } from '../delivery/mail-content.ts';
import { GIVE_UP_AFTER_MS } from '../delivery/retry.ts';
import type { Calls } from '../ports/calls.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeclineReasons } from '../ports/decline-reasons.ts';
import type { DeliveryAttempt, DeliveryResult } from '../ports/deliveries.ts';
import type { FlaggedOrderItems } from '../ports/flagged-order-items.ts';
import type { Partners } from '../ports/partners.ts';
import type { Replies } from '../ports/replies.ts';
import { systemScope } from '../ports/scope.ts';
import { bookingTicketKey, orderItemTicketKey, type TicketDesk } from '../ports/ticket-desk.ts';
import { type DurationMs, type Instant, MINUTE_MS, SECOND_MS } from '../time/instant.ts';
import { type ChangeDeps, changeBooking } from './change-booking.ts';
import { findCurrent } from './find-current.ts';

/** Dependencies of {@link deliverTicket} and the other ticket deliveries. */
export interface TicketDeps extends ChangeDeps {
  readonly partners: Partners;
  readonly declineReasons: DeclineReasons;
  readonly flaggedOrderItems: FlaggedOrderItems;
  readonly ticketDesk: TicketDesk;
  readonly calls: Pick<Calls, 'noteOf'>;
  readonly replies: Pick<Replies, 'about'>;
  readonly clock: Clock;
  readonly links: PortalLinks;
}

const SCOPE = systemScope('tickets for the office');
/** The shortest and longest time before a note looks for its ticket again. */
const SOONEST_LOOK_MS: DurationMs = 5 * SECOND_MS;
const LATEST_LOOK_MS: DurationMs = 5 * MINUTE_MS;
/** What has waited for days because nothing ran has not looked so often. */
const LOOKS_BEFORE_GIVING_UP: number = GIVE_UP_AFTER_MS / LATEST_LOOK_MS;
const DONE: DeliveryResult = { type: 'done', providerId: null };
const NO_BOOKING: DeliveryResult = { type: 'dead', reason: 'The booking does not exist.' };

/** Opens the booking's one ticket and records its number. A repetition finds the same ticket. */
export async function deliverTicket(
  deps: TicketDeps,
  bookingId: BookingId,
  message: OpenTicket,
): Promise<DeliveryResult> {
  const booking = await findCurrent(deps.bookings, SCOPE, bookingId);
  if (booking === undefined) return NO_BOOKING;
  const { ticketId } = await deps.ticketDesk.open({
    type: 'booking',
    key: bookingTicketKey(booking.ticket?.key ?? booking.order.orderItemId),
    reason: message.reason,
    booking,
    partner: await deps.partners.find(booking.customerNumber),
    declineReason: await declineReasonOf(deps, booking),
    portalUrl: deps.links.booking(booking.id),
  });
  await changeBooking(
    deps,
    // Its order may be edited meanwhile: the number is for whichever booking the ticket goes on with.
    () => findCurrent(deps.bookings, SCOPE, booking.id),
    () => ({ type: 'record_ticket', at: deps.clock.now(), ticketId }),
  );
  return { type: 'done', providerId: ticketId };
}

/** Adds a note to the booking's ticket, once it has its number. */
export async function deliverTicketNote(
  deps: TicketDeps,
  bookingId: BookingId,
  message: NoteTicket,
  { messageId: marker, ...waited }: Pick<DeliveryAttempt, 'messageId' | 'waitedMs' | 'attempt'>,
): Promise<DeliveryResult> {
  const booking = await findCurrent(deps.bookings, SCOPE, bookingId);
  if (booking === undefined) return NO_BOOKING;
  const { note, reactivate } = message;
  const ticketId = booking.ticket?.id ?? null;
  // The ticket of an edited order goes on with the booking that replaced this one, whose event may be still to come.
  if (note.kind === 'customer_erased' && booking.customerErasedAt === null)
    return { type: 'skipped', reason: 'still_needed' };
  if (ticketId === null) return awaitTicketNumber(waited);
  if (note.kind === 'customer_erased') {
    await deps.ticketDesk.erase(ticketId, note.at);
    return DONE;
  }
  const close = message.close === true && !needsPerson(booking);
  await deps.ticketDesk.addNote(ticketId, {
    marker,
    note,
    declineReason: note.kind === 'declined' ? await reasonByCode(deps, note.reason) : undefined,
    partnerNotes: noteOfPartner(booking, message),
    ...(note.kind === 'called' && note.noted
      ? { callNote: await deps.calls.noteOf(SCOPE, booking.customerNumber, note.at) }
      : {}),
    ...(note.kind === 'partner_wrote' ? { reply: await replyAt(deps, bookingId, note.at) } : {}),
    reactivate,
    close,
  });
  if (close) await reopenIfNeeded(deps, booking, { ticketId, marker });
  return DONE;
}

/** What the partner wrote; null when it is erased since. It stays with the booking it was written about. */
async function replyAt({ replies }: TicketDeps, bookingId: BookingId, at: Instant): Promise<string | null> {
  return (await replies.about(SCOPE, [bookingId])).find((reply) => reply.at === at)?.text ?? null;
}

/** Whether somebody of the office must do something about the booking now. */
function needsPerson(booking: Stored): boolean {
  return booking.status === 'declined' || (booking.status === 'pending' && booking.escalation !== null);
}

/** The booking may be declined again while its ticket is being closed; whichever write is later sees the other. */
async function reopenIfNeeded(
  deps: TicketDeps,
  { id }: Stored,
  { ticketId, marker }: { readonly ticketId: string; readonly marker: string },
): Promise<void> {
  const booking = await findCurrent(deps.bookings, SCOPE, id);
  if (booking === undefined || !needsPerson(booking)) return;
  const note: TicketNote =
    booking.status === 'declined'
      ? { kind: 'declined', ...channelOf(booking), reason: booking.answer.reason }
      : { kind: 'reopened', at: deps.clock.now() };
  await deps.ticketDesk.addNote(ticketId, {
    marker: `${marker}.open`,
    note,
    declineReason: await declineReasonOf(deps, booking),
    partnerNotes: null,
    reactivate: true,
    close: false,
  });
}

const channelOf = ({ answer: { at, channel } }: Extract<Stored, { status: 'declined' }>) => ({ at, channel });

/** The longer it has waited, the less often it checks; when the ticket is given up, so is its note. */
function awaitTicketNumber({ waitedMs, attempt }: Pick<DeliveryAttempt, 'waitedMs' | 'attempt'>): DeliveryResult {
  if (waitedMs > GIVE_UP_AFTER_MS && attempt > LOOKS_BEFORE_GIVING_UP)
    return { type: 'dead', reason: 'The ticket this note belongs on was never opened.' };
  const afterMs = Math.ceil(Math.min(LATEST_LOOK_MS, Math.max(SOONEST_LOOK_MS, waitedMs / 2)));
  return { type: 'later', afterMs, reason: 'waits for the ticket', failed: false };
}

/** Opens the ticket of an order item without a partner, unless it was corrected since. */
export async function deliverOrderItemTicket(deps: TicketDeps, orderItemId: OrderItemId): Promise<DeliveryResult> {
  const item = await deps.flaggedOrderItems.find(orderItemId);
  if (item === undefined) return { type: 'skipped', reason: 'mended' };
  const { order, courseName, eventStart, reason } = item;
  // A failed import is fixed by whoever runs the product, not by the office.
  if (reason === 'import_failed') return { type: 'skipped', reason: 'import_failed' };
  const { ticketId } = await deps.ticketDesk.open({
    type: 'order_item',
    key: orderItemTicketKey(orderItemId),
    order,
    courseName,
    eventStart,
    reason,
  });
  return { type: 'done', providerId: ticketId };
}

/** The partner's notes of the answer that the note is about, unless it was taken back since. */
function noteOfPartner(booking: Stored, { note }: NoteTicket): string | null {
  if (note.kind !== 'confirmed' && note.kind !== 'declined') return null;
  const answer = booking.status === 'pending' ? null : booking.answer;
  return answer?.at === note.at ? answer.notes : null;
}

async function declineReasonOf(deps: TicketDeps, booking: Stored): Promise<DeclineReason | undefined> {
  return booking.status === 'declined' ? reasonByCode(deps, booking.answer.reason) : undefined;
}

async function reasonByCode(deps: TicketDeps, code: string): Promise<DeclineReason | undefined> {
  return (await deps.declineReasons.all()).find((reason) => reason.code === code);
}
