/**
 * Every use case, by the name that the rest of the product uses. A new one is a line here: {@link useCases} creates it,
 * and `http`, `scheduler` and the commands find it.
 * @module
 */
export { makeAnswerBookings as answerBookings } from './answer-bookings.ts';
export { makeAwaitTicket as awaitTicket } from './await-ticket.ts';
export {
  makeOpenCalendar as openCalendar,
  makeReplaceCalendarAddress as replaceCalendarAddress,
} from './calendar.ts';
export {
  makeClaimCall as claimCall,
  makeRecordCall as recordCall,
  makeReleaseCall as releaseCall,
} from './call-partners.ts';
export { makeCompareUpcoming as compareUpcoming } from './compare-upcoming.ts';
export { makeConfirmBooking as confirmBooking } from './confirm-booking.ts';
export { makeCustomerData as customerData } from './customer-data.ts';
export { makeDeclineBooking as declineBooking } from './decline-booking.ts';
export { makeDeliver as deliver } from './deliver.ts';
export { makeEraseCustomerData as eraseCustomerData } from './erase-customer-data.ts';
export {
  makeFollowConfirmLink as followConfirmLink,
  makeFollowDeclineLink as followDeclineLink,
  makeReadLink as readLink,
} from './follow-link.ts';
export { makeForgetKeptAnswers as forgetKeptAnswers } from './forget-kept-answers.ts';
export { makeForgetVisits as forgetVisits } from './forget-visits.ts';
export { makeGiveUpDelivery as giveUpDelivery } from './give-up-delivery.ts';
export { makeImportOrders as importOrders } from './import-orders.ts';
export { makeImportPartners as importPartners } from './import-partners.ts';
export { makeImportRange as importRange } from './import-range.ts';
export {
  makeClearAddressMark as clearAddressMark,
  makeCorrectAddress as correctAddress,
  makeKeepPartner as keepPartner,
} from './keep-partner.ts';
export {
  makeReadLogin as readLogin,
  makeRequestLogin as requestLogin,
  makeUseLogin as useLogin,
  makeUseLoginCode as useLoginCode,
} from './log-in.ts';
export { makePressConfirmLink as pressConfirmLink } from './press-confirm-link.ts';
export { makePressTakeBack as pressTakeBack } from './press-take-back.ts';
export { makePushEvents as pushEvents } from './push-events.ts';
export { makeQueueDayBeforeLists as queueDayBeforeLists } from './queue-day-before-lists.ts';
export { makeReadCalls as readCalls, makeReadSilence as readSilence } from './read-calls.ts';
export { makeReadEvents as readEvents } from './read-events.ts';
export { makeMarkReplyRead as markReplyRead, makeReadReplies as readReplies } from './read-replies.ts';
export { makeRealignSchedule as realignSchedule } from './realign-schedule.ts';
export { makeFetchAwaitedOrder as fetchAwaitedOrder, makeReceiveOrder as receiveOrder } from './receive-order.ts';
export { makeReconcileOrders as reconcileOrders } from './reconcile-orders.ts';
export { makeRecordMailReport as recordMailReport } from './record-mail-report.ts';
export { makeReopenBooking as reopenBooking } from './reopen-booking.ts';
export { makeReopenBookingByOffice as reopenBookingByOffice } from './reopen-booking-by-office.ts';
export { makeReplayHours as replayHours } from './replay-hours.ts';
export { makeResumeEvents as resumeEvents } from './resume-events.ts';
export { makeGiveStandingYes as giveStandingYes, makeRevokeStandingYes as revokeStandingYes } from './standing-yes.ts';
export { makeSweepReminders as sweepReminders } from './sweep-reminders.ts';
export { makeTakeReply as takeReply } from './take-reply.ts';
