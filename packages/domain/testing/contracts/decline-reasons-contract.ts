import { DEFAULT_DECLINE_REASONS, type DeclineReason } from '@miomente/booking-domain';
import { expect, it } from 'vitest';
import { type OpenPersistence, type PersistenceTests, persistenceSuite } from './suite.ts';

const byCode = (a: DeclineReason, b: DeclineReason): number => (a.code < b.code ? -1 : 1);

/** The contract suite of the `DeclineReasons` port. */
export const declineReasonsTests: PersistenceTests = (harness) => {
  const all = async (): Promise<readonly DeclineReason[]> =>
    (await harness().ports.declineReasons.all()).toSorted(byCode);

  it('FR-3.2 starts with the initial reasons', async () => {
    expect(await all()).toStrictEqual(DEFAULT_DECLINE_REASONS.toSorted(byCode));
  });

  it('returns every row as stored, including inactive ones', async () => {
    const reasons: readonly DeclineReason[] = [
      { code: 'a', label: { de: 'Übel', en: 'Bad "thing"' }, requiresNotes: true, sortOrder: -3, active: true },
      { code: 'b', label: { de: 'Alt', en: 'Old' }, requiresNotes: false, sortOrder: 0, active: false },
    ];
    await harness().setDeclineReasons(reasons);
    expect(await all()).toStrictEqual(reasons);
    await harness().setDeclineReasons([]);
    expect(await all()).toEqual([]);
  });
};

/** Runs the contract suite on an adapter of `DeclineReasons`. */
export function declineReasonsContract(name: string, open: OpenPersistence): void {
  persistenceSuite(`DeclineReasons: ${name}`, open, declineReasonsTests);
}
