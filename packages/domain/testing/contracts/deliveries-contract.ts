import { attemptTests } from './deliveries/attempts.ts';
import { deadTests } from './deliveries/dead.ts';
import { finishWithTests } from './deliveries/finish-with.ts';
import { mailTests } from './deliveries/mails.ts';
import { reportTests } from './deliveries/reports.ts';
import { type OpenPersistence, type PersistenceTests, persistenceSuite } from './suite.ts';

/** Everything the `Deliveries` port promises. */
export const deliveriesTests: PersistenceTests = (harness) => {
  attemptTests(harness);
  deadTests(harness);
  finishWithTests(harness);
  mailTests(harness);
  reportTests(harness);
};

/** Holds an adapter of `Deliveries` to the port. */
export function deliveriesContract(name: string, open: OpenPersistence): void {
  persistenceSuite(`Deliveries: ${name}`, open, deliveriesTests);
}
