import { DEFAULT_DECLINE_REASONS, type DeclineReason } from '@miomente/booking-domain';
import { expect, it } from 'vitest';
import { type OpenPersistence, type PersistenceTests, persistenceSuite } from './suite.ts';

const byCode = (a: DeclineReason, b: DeclineReason): number => (a.code < b.code ? -1 : 1);

/** Everything the `DeclineReasons` port promises. */
export const declineReasonsTests: PersistenceTests = (harness) => {
  const all = async (): Promise<readonly DeclineReason[]> =>
    (await harness().ports.declineReasons.all()).toSorted(byCode);

  it('FR-3.2 starts with the reasons on offer from the start', async () => {
    expect(await all()).toStrictEqual(DEFAULT_DECLINE_REASONS.toSorted(byCode));
  });

  it('gives every row as it is kept, inactive ones too', async () => {
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

/** Holds an adapter of `DeclineReasons` to the port. */
export function declineReasonsContract(name: string, open: OpenPersistence): void {
  persistenceSuite(`DeclineReasons: ${name}`, open, declineReasonsTests);
}
