import { expect, it } from 'vitest';
import { FAR_FUTURE } from './samples.ts';
import { type OpenPersistence, type PersistenceTests, persistenceSuite } from './suite.ts';

/** The contract suite of the `RevokedSessions` port. */
export const revokedSessionsTests: PersistenceTests = (harness) => {
  it('links#login: an ended session is revoked, and no other', async () => {
    const { revokedSessions } = harness().ports;
    expect(await revokedSessions.isRevoked('session-1')).toBe(false);
    await revokedSessions.revoke('session-1', FAR_FUTURE);
    expect(await revokedSessions.isRevoked('session-1')).toBe(true);
    for (const other of ['session-2', 'SESSION-1', 'session-', 'session-11', '%', '']) {
      expect(await revokedSessions.isRevoked(other)).toBe(false);
    }
  });

  it('ending it again, even many times at once, changes nothing', async () => {
    const { revokedSessions } = harness().ports;
    await Promise.all(Array.from({ length: 5 }, () => revokedSessions.revoke('session-1', FAR_FUTURE)));
    expect(await revokedSessions.isRevoked('session-1')).toBe(true);
  });
};

/** Runs the contract suite on an adapter of `RevokedSessions`. */
export function revokedSessionsContract(name: string, open: OpenPersistence): void {
  persistenceSuite(`RevokedSessions: ${name}`, open, revokedSessionsTests);
}
