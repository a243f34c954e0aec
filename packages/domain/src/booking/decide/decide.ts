import { granted, type Result } from '../../result.ts';
import { unreachable } from '../../unreachable.ts';
import type { Booking } from '../booking.ts';
import type { BookingCommand } from '../command.ts';
import type { BookingEvent } from '../event.ts';
import type { BookingPolicy } from '../policy.ts';
import type { BookingRefusal } from '../refusal.ts';
import { decideConfirm, decideDecline, decideReopen, decideReopenByOffice } from './answers.ts';
import { decideCall } from './call.ts';
import { decideCustomerInformed } from './customer.ts';
import { decideAnnounce, decideMailRecord, decideMailReport } from './mail.ts';
import { decideAwait, decideObservation } from './observation.ts';
import { decideReply, decideReplyRead } from './reply.ts';
import { decideSweep } from './sweep.ts';

/**
 * Decides what a command does to a booking: events, or a refusal. No events means that nothing has to change. Each cell
 * of the table (booking#table) is one branch below this function. Pure: the same arguments give the same result.
 */
export function decide(
  policy: BookingPolicy,
  booking: Booking,
  command: BookingCommand,
): Result<readonly BookingEvent[], BookingRefusal> {
  switch (command.type) {
    case 'confirm':
      return decideConfirm(booking, command);
    case 'decline':
      return decideDecline(booking, command);
    case 'reopen':
      return decideReopen(policy, booking, command);
    case 'reopen_by_office':
      return decideReopenByOffice(policy, booking, command);
    case 'sweep':
      return granted(decideSweep(policy, booking, command));
    case 'observe_order':
      return granted(decideObservation(policy, booking, command));
    case 'await_changed_order':
      return granted(decideAwait(booking, command));
    case 'record_mail':
      return granted(decideMailRecord(policy, booking, command));
    case 'report_mail':
      return granted(decideMailReport(policy, booking, command));
    case 'announce':
      return granted(decideAnnounce(policy, booking, command));
    case 'record_ticket':
      return granted(
        booking.ticket?.id === command.ticketId
          ? []
          : [{ type: 'ticket_opened', at: command.at, ticketId: command.ticketId }],
      );
    case 'record_call':
      return granted(decideCall(booking, command));
    case 'take_reply':
      return granted(decideReply(booking, command));
    case 'mark_reply_read':
      return granted(decideReplyRead(booking, command));
    case 'record_customer_informed':
      return granted(decideCustomerInformed(booking, command));
    default:
      return unreachable(command);
  }
}
