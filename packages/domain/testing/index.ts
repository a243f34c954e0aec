/**
 * For tests of what builds on the domain: builders, arbitraries, in-memory adapters, and a contract suite for every port.
 * Needs Vitest and fast-check.
 * @module @miomente/booking-domain/testing
 */
export * from './arbitraries.ts';
export * from './builders.ts';
export * from './canary-mail.ts';
export { awaitedOrdersContract } from './contracts/awaited-orders-contract.ts';
export { bookingsContract } from './contracts/bookings-contract.ts';
export { calendarFeedsContract } from './contracts/calendar-feeds-contract.ts';
export { callsContract } from './contracts/calls-contract.ts';
export { declineReasonsContract } from './contracts/decline-reasons-contract.ts';
export { deliveriesContract } from './contracts/deliveries-contract.ts';
export { eventsContract } from './contracts/events-contract.ts';
export type { ExternalSystemHarness } from './contracts/external-system-suite.ts';
export { flaggedOrderItemsContract } from './contracts/flagged-order-items-contract.ts';
export { keptAnswersContract } from './contracts/kept-answers-contract.ts';
export { linkVisitsContract } from './contracts/link-visits-contract.ts';
export { loginsContract } from './contracts/logins-contract.ts';
export {
  type AcceptedMail,
  type MailerCapabilities,
  type MailerHarness,
  mailerContract,
} from './contracts/mailer-contract.ts';
export { type OrderSourceHarness, orderSourceContract } from './contracts/order-source-contract.ts';
export { partnerMetricsContract } from './contracts/partner-metrics-contract.ts';
export { partnersContract } from './contracts/partners-contract.ts';
export { persistenceContract } from './contracts/persistence-contract.ts';
export { repliesContract } from './contracts/replies-contract.ts';
export { type OpenReplyAddresses, replyAddressesContract } from './contracts/reply-addresses-contract.ts';
export { revokedSessionsContract } from './contracts/revoked-sessions-contract.ts';
export { settledOrdersContract } from './contracts/settled-orders-contract.ts';
export { standingYesesContract } from './contracts/standing-yeses-contract.ts';
export type { OpenPersistence } from './contracts/suite.ts';
export type { DeskTicket, TicketDeskCapabilities, TicketDeskHarness } from './contracts/ticket-desk/harness.ts';
export { ticketDeskContract } from './contracts/ticket-desk-contract.ts';
export { type OpenTokenMint, tokenMintContract } from './contracts/token-mint-contract.ts';
export { watermarksContract } from './contracts/watermarks-contract.ts';
export { workloadContract } from './contracts/workload-contract.ts';
export * from './harness.ts';
export * from './memory/around.ts';
export * from './memory/failure-switch.ts';
export * from './memory/memory-mailer.ts';
export * from './memory/memory-order-source.ts';
export * from './memory/memory-reply-addresses.ts';
export * from './memory/memory-ticket-desk.ts';
export * from './memory/memory-timer.ts';
export * from './memory/memory-token-mint.ts';
export * from './memory/persistence.ts';
export * from './memory/seeded-random.ts';
export * from './memory/settable-clock.ts';
export * from './memory/use-cases.ts';
export type { Overrides } from './overrides.ts';
export * from './portal-links.ts';
