import type { Instant } from '../time/instant.ts';

/** Sessions that were ended before their time. */
export interface RevokedSessions {
  /** Ends a session; known until it would have expired anyway. Again changes nothing. */
  revoke(sessionId: string, expiresAt: Instant): Promise<void>;
  /** Whether a session was revoked, by its id. */
  isRevoked(sessionId: string): Promise<boolean>;
}
