import type { BookingId } from '../booking/booking.ts';
import type { TellCustomer } from '../booking/message.ts';
import { decideCustomerMail } from '../delivery/customer-mail.ts';
import type { DeliveryAttempt, DeliveryResult } from '../ports/deliveries.ts';
import { systemScope } from '../ports/scope.ts';
import type { BookingMailDeps } from './deliver-booking-mail.ts';
import { findCurrent } from './find-current.ts';
import type { EndedAttempt } from './finish-delivery.ts';

const SCOPE = systemScope('writing mails to customers');

/** Tells the customer that the booking is confirmed, if that is still to be told (booking#customer-informed). */
export async function deliverCustomerMail(
  deps: BookingMailDeps,
  { messageId }: DeliveryAttempt,
  bookingId: BookingId,
  message: TellCustomer,
): Promise<EndedAttempt> {
  const booking = await findCurrent(deps.bookings, SCOPE, bookingId);
  if (booking === undefined) return unsent({ type: 'dead', reason: 'The booking does not exist.' });
  const policy = deps.policy.customerMails;
  if (policy === null) return unsent({ type: 'skipped', reason: 'customer_mails_off' });
  const decision = decideCustomerMail(booking, message, { policy, now: deps.clock.now() });
  if (decision.type === 'skip') return unsent({ type: 'skipped', reason: decision.reason });
  if (decision.type === 'wait')
    return unsent({ type: 'later', afterMs: decision.afterMs, reason: decision.reason, failed: false });
  const partner = await deps.partners.find(booking.customerNumber);
  const { customer, course, eventStart, participants } = booking.details;
  const name = `${customer.firstName} ${customer.lastName}`.trim();
  const { providerId } = await deps.mailer.send({
    messageId,
    bookingId: booking.id,
    to: { name, address: customer.email },
    language: policy.language,
    content: {
      kind: 'customer_confirmed',
      customerName: name,
      partnerName: partner?.name ?? null,
      orderNumber: booking.order.orderNumber,
      course: { name: course.name },
      eventStart,
      participants,
    },
  });
  return { result: { type: 'done', providerId }, clock: null, informed: eventStart };
}

const unsent = (result: DeliveryResult): EndedAttempt => ({ result, clock: null });
