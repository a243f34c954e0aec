import { afterAll, beforeAll, beforeEach, describe } from 'vitest';

/** What every harness of an external system's adapter can do. */
export interface ExternalSystemHarness {
  /** Deletes everything; called before each test. */
  reset(): Promise<void>;
  /** Releases what the harness holds. */
  close?(): Promise<void>;
}

/** Runs tests over one opened harness, emptied before each of them. */
export function externalSystemSuite<Harness extends ExternalSystemHarness>(
  title: string,
  open: () => Promise<Harness>,
  tests: (harness: () => Harness) => void,
): void {
  describe(title, () => {
    let opened: Harness | undefined;
    const harness = (): Harness => {
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

/** The error of a call that must be refused. */
export async function thrownBy(call: () => Promise<unknown>): Promise<unknown> {
  try {
    await call();
  } catch (error) {
    return error;
  }
  return undefined;
}
