/**
 * The domain of booking confirmation: rules, ports and use cases, without any dependency.
 *
 * To begin with: {@link register}, {@link decide}, {@link evolve}, {@link react}. Then all use cases at once, {@link
 * useCases}, over the ports: {@link Bookings}, {@link Mailer}, {@link OrderSource}, {@link TicketDesk}.
 * @module @miomente/booking-domain
 */
export * from './booking/actor.ts';
export * from './booking/audit.ts';
export * from './booking/booking.ts';
export * from './booking/bundle.ts';
export * from './booking/call-outcome.ts';
export * from './booking/command.ts';
export * from './booking/course-date-key.ts';
export * from './booking/customer-informed.ts';
export * from './booking/decide/answers.ts';
export * from './booking/decide/decide.ts';
export * from './booking/decide/mail.ts';
export * from './booking/decide/observation.ts';
export * from './booking/decide/start.ts';
export * from './booking/decide/sweep.ts';
export * from './booking/details.ts';
export * from './booking/erase-customer.ts';
export * from './booking/event.ts';
export * from './booking/event-version.ts';
export * from './booking/evolve.ts';
export * from './booking/from-to.ts';
export * from './booking/mail-kind.ts';
export * from './booking/mail-outcome.ts';
export * from './booking/message.ts';
export * from './booking/policy.ts';
export * from './booking/press-question.ts';
export * from './booking/react.ts';
export * from './booking/refusal.ts';
export * from './booking/register.ts';
export * from './booking/replace.ts';
export * from './booking/replayed.ts';
export * from './booking/reply-events.ts';
export * from './booking/shown.ts';
export * from './booking/standing-yes.ts';
export * from './brand.ts';
export * from './calendar/calendar.ts';
export * from './calls/call.ts';
export * from './calls/call-back.ts';
export * from './calls/history.ts';
export * from './calls/queue.ts';
export * from './calls/silence.ts';
export * from './date-text/read-date-text.ts';
export * from './decline-reason/decline-reason.ts';
export * from './delivery/cause.ts';
export * from './delivery/customer-mail.ts';
export * from './delivery/day-before.ts';
export * from './delivery/jobs.ts';
export * from './delivery/mail-content.ts';
export * from './delivery/mail-decision.ts';
export * from './delivery/retry.ts';
export * from './delivery/several-content.ts';
export * from './events/cloud-event.ts';
export * from './events/event-schemas.ts';
export * from './events/published-event.ts';
export * from './listing/course-date.ts';
export * from './listing/fold.ts';
export * from './listing/order.ts';
export * from './listing/paging.ts';
export * from './listing/past-dates.ts';
export * from './listing/query.ts';
export * from './metrics/measured-partner.ts';
export * from './metrics/period.ts';
export * from './metrics/response-metrics.ts';
export * from './metrics/weeks.ts';
export * from './money.ts';
export * from './order/event-start.ts';
export * from './order/map-order.ts';
export * from './order/match-replaced.ts';
export * from './order/order.ts';
export * from './order/payment-status.ts';
export * from './partner/partner.ts';
export * from './partner/partner-record.ts';
export * from './ports/awaited-orders.ts';
export * from './ports/bookings.ts';
export * from './ports/calendar-feeds.ts';
export * from './ports/calls.ts';
export * from './ports/clock.ts';
export * from './ports/decline-reasons.ts';
export * from './ports/deliveries.ts';
export * from './ports/due.ts';
export * from './ports/events.ts';
export * from './ports/failure.ts';
export * from './ports/flagged-order-items.ts';
export * from './ports/identifiers.ts';
export * from './ports/kept-answers.ts';
export * from './ports/link-visits.ts';
export * from './ports/logins.ts';
export * from './ports/mailer.ts';
export * from './ports/order-source.ts';
export * from './ports/partner-metrics.ts';
export * from './ports/partners.ts';
export * from './ports/random.ts';
export * from './ports/rate-limiter.ts';
export * from './ports/replies.ts';
export * from './ports/reply-addresses.ts';
export * from './ports/revoked-sessions.ts';
export * from './ports/scope.ts';
export * from './ports/settled-orders.ts';
export * from './ports/standing-yeses.ts';
export * from './ports/sweep-reads.ts';
export * from './ports/ticket-desk.ts';
export * from './ports/timer.ts';
export * from './ports/token-mint.ts';
export * from './ports/watermarks.ts';
export * from './ports/workload.ts';
export * from './reminder/asking.ts';
export * from './reminder/policy.ts';
export * from './reminder/schedule.ts';
export * from './result.ts';
export * from './text/plain-text.ts';
export type { LocalSpan } from './time/days.ts';
export * from './time/event-start.ts';
export * from './time/holiday-region.ts';
export * from './time/instant.ts';
export * from './time/quiet-time.ts';
export * from './time/read-hours.ts';
export * from './time/wall-clock.ts';
export * from './time/working-time.ts';
export * from './token/kept-visit.ts';
export * from './token/link-visit.ts';
export * from './token/login-link.ts';
export * from './token/press.ts';
export * from './token/token.ts';
export * from './unreachable.ts';
export * from './use-cases/accounts.ts';
export * from './use-cases/answer-bookings.ts';
export * from './use-cases/answerer.ts';
export * from './use-cases/await-ticket.ts';
export * from './use-cases/calendar.ts';
export * from './use-cases/call-partners.ts';
export * from './use-cases/change-booking.ts';
export * from './use-cases/compare-upcoming.ts';
export * from './use-cases/confirm-booking.ts';
export * from './use-cases/customer-data.ts';
export * from './use-cases/decline-booking.ts';
export * from './use-cases/deliver.ts';
export * from './use-cases/deliver-booking-mail.ts';
export * from './use-cases/deliver-login-mail.ts';
export * from './use-cases/deliver-ticket.ts';
export * from './use-cases/erase-customer-data.ts';
export * from './use-cases/find-current.ts';
export type { EndedAttempt } from './use-cases/finish-delivery.ts';
export type {
  ConfirmLinkOutcome,
  FollowConfirmLink,
  FollowDeclineLink,
  LinkDeps,
  LinkRefusal,
  LinkRefused,
  LoginWanted,
  ReadLink,
  Visited,
} from './use-cases/follow-link.ts';
export { makeFollowConfirmLink, makeFollowDeclineLink, makeReadLink } from './use-cases/follow-link.ts';
export * from './use-cases/forget-kept-answers.ts';
export * from './use-cases/forget-visits.ts';
export * from './use-cases/give-up-delivery.ts';
export * from './use-cases/import-changed.ts';
export * from './use-cases/import-orders.ts';
export * from './use-cases/import-partners.ts';
export * from './use-cases/import-range.ts';
export type {
  LinkPress,
  PageOutdated,
  PressAction,
  PressDeps,
  PressInput,
  PressMark,
  QuestionAsked,
} from './use-cases/judge-link-press.ts';
export * from './use-cases/keep-partner.ts';
export * from './use-cases/log-in.ts';
export * from './use-cases/mail-report.ts';
export * from './use-cases/plan-import.ts';
export type { PlanningDeps } from './use-cases/plan-orders.ts';
export * from './use-cases/press-confirm-link.ts';
export * from './use-cases/press-take-back.ts';
export * from './use-cases/push-events.ts';
export * from './use-cases/queue-day-before-lists.ts';
export * from './use-cases/read-calls.ts';
export * from './use-cases/read-events.ts';
export * from './use-cases/read-replies.ts';
export * from './use-cases/realign-schedule.ts';
export * from './use-cases/receive-order.ts';
export * from './use-cases/reconcile-orders.ts';
export * from './use-cases/record-mail-report.ts';
export * from './use-cases/reopen-booking.ts';
export * from './use-cases/reopen-booking-by-office.ts';
export * from './use-cases/replay-hours.ts';
export * from './use-cases/resume-events.ts';
export * from './use-cases/standing-yes.ts';
export * from './use-cases/sweep-reminders.ts';
export * from './use-cases/take-reply.ts';
export * from './use-cases/use-cases.ts';
