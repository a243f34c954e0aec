import { describe } from 'vitest';
import { awaitedOrdersTests } from './awaited-orders-contract.ts';
import { bookingsTests } from './bookings-contract.ts';
import { calendarFeedsTests } from './calendar-feeds-contract.ts';
import { callsTests } from './calls-contract.ts';
import { declineReasonsTests } from './decline-reasons-contract.ts';
import { deliveriesTests } from './deliveries-contract.ts';
import { eventsTests } from './events-contract.ts';
import { flaggedOrderItemsTests } from './flagged-order-items-contract.ts';
import { keptAnswersTests } from './kept-answers-contract.ts';
import { linkVisitsTests } from './link-visits-contract.ts';
import { loginsTests } from './logins-contract.ts';
import { partnerMetricsTests } from './partner-metrics-contract.ts';
import { partnersTests } from './partners-contract.ts';
import { repliesTests } from './replies-contract.ts';
import { revokedSessionsTests } from './revoked-sessions-contract.ts';
import { settledOrdersTests } from './settled-orders-contract.ts';
import { standingYesesTests } from './standing-yeses-contract.ts';
import { type OpenPersistence, persistenceSuite } from './suite.ts';
import { watermarksTests } from './watermarks-contract.ts';
import { workloadTests } from './workload-contract.ts';

const PORTS = {
  Bookings: bookingsTests,
  Calls: callsTests,
  Deliveries: deliveriesTests,
  Partners: partnersTests,
  DeclineReasons: declineReasonsTests,
  KeptAnswers: keptAnswersTests,
  LinkVisits: linkVisitsTests,
  Logins: loginsTests,
  Replies: repliesTests,
  RevokedSessions: revokedSessionsTests,
  Events: eventsTests,
  FlaggedOrderItems: flaggedOrderItemsTests,
  AwaitedOrders: awaitedOrdersTests,
  Watermarks: watermarksTests,
  SettledOrders: settledOrdersTests,
  CalendarFeeds: calendarFeedsTests,
  StandingYeses: standingYesesTests,
  PartnerMetrics: partnerMetricsTests,
  Workload: workloadTests,
};

/** Runs the contract suites of every port of one database on its adapters. */
export function persistenceContract(name: string, open: OpenPersistence): void {
  persistenceSuite(name, open, (harness) => {
    for (const [port, tests] of Object.entries(PORTS)) describe(port, () => tests(harness));
  });
}
