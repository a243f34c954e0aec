import { attemptTests } from './deliveries/attempts.ts';
import { bundleTests } from './deliveries/bundles.ts';
import { dayBeforeTests } from './deliveries/day-before.ts';
import { deadTests } from './deliveries/dead.ts';
import { finishWithTests } from './deliveries/finish-with.ts';
import { mailTests } from './deliveries/mails.ts';
import { partnerMailTests } from './deliveries/partner-mails.ts';
import { reportTests } from './deliveries/reports.ts';
import { type OpenPersistence, type PersistenceTests, persistenceSuite } from './suite.ts';

/** The contract suite of the `Deliveries` port. */
export const deliveriesTests: PersistenceTests = (harness) => {
  attemptTests(harness);
  bundleTests(harness);
  dayBeforeTests(harness);
  deadTests(harness);
  finishWithTests(harness);
  mailTests(harness);
  partnerMailTests(harness);
  reportTests(harness);
};

/** Runs the contract suite on an adapter of `Deliveries`. */
export function deliveriesContract(name: string, open: OpenPersistence): void {
  persistenceSuite(`Deliveries: ${name}`, open, deliveriesTests);
}
