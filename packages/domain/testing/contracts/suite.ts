import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import type { PersistenceHarness } from '../harness.ts';

/** Opens an adapter for a contract suite; `close` releases what it holds. */
export type OpenPersistence = () => Promise<
  PersistenceHarness & {
    /** Releases what the harness holds. */
    close?(): Promise<void>;
  }
>;

/** The tests of one port, with a harness that is open and empty when each test starts. */
export type PersistenceTests = (harness: () => PersistenceHarness) => void;

/** Runs tests over one opened harness, emptied before each of them. */
export function persistenceSuite(title: string, open: OpenPersistence, tests: PersistenceTests): void {
  describe(title, () => {
    let opened: Awaited<ReturnType<OpenPersistence>> | undefined;
    const harness = (): PersistenceHarness => {
      if (opened === undefined) throw new Error('The harness is open only while tests run.');
      return opened;
    };
    beforeAll(async () => {
      opened = await open();
    });
    beforeEach(() => harness().reset());
    afterAll(() => opened?.close?.());
    tests(harness);
  });
}
