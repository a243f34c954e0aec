import { attentionTests } from './bookings/attention.ts';
import { claimDueTests } from './bookings/claim-due.ts';
import { commitAllTests } from './bookings/commit-all.ts';
import { commitEachTests } from './bookings/commit-each.ts';
import { courseDateTests } from './bookings/course-dates.ts';
import { dayWithoutTimeTests } from './bookings/days-without-time.ts';
import { filterTests } from './bookings/filters.ts';
import { outboxTests } from './bookings/outbox.ts';
import { pastDateTests } from './bookings/past-dates.ts';
import { roundTripTests } from './bookings/round-trip.ts';
import { scopeTests } from './bookings/scopes.ts';
import { searchTests } from './bookings/search.ts';
import { sequenceTests } from './bookings/sequence.ts';
import { sweepReadTests } from './bookings/sweep-reads.ts';
import { timelineTests } from './bookings/timeline.ts';
import { type OpenPersistence, type PersistenceTests, persistenceSuite } from './suite.ts';

/** The contract suite of the `Bookings` port. */
export const bookingsTests: PersistenceTests = (harness) => {
  commitAllTests(harness);
  commitEachTests(harness);
  outboxTests(harness);
  roundTripTests(harness);
  scopeTests(harness);
  filterTests(harness);
  searchTests(harness);
  sequenceTests(harness);
  sweepReadTests(harness);
  claimDueTests(harness);
  attentionTests(harness);
  timelineTests(harness);
  dayWithoutTimeTests(harness);
  courseDateTests(harness);
  pastDateTests(harness);
};

/** Runs the contract suite on an adapter of `Bookings`, with its database. */
export function bookingsContract(name: string, open: OpenPersistence): void {
  persistenceSuite(`Bookings: ${name}`, open, bookingsTests);
}
