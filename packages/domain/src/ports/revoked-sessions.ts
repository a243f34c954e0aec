import type { Instant } from '../time/instant.ts';

/** Sessions that were ended before their time. */
export interface RevokedSessions {
  /** Ends a session. The entry is stored until the session would have expired. Repeating it changes nothing. */
  revoke(sessionId: string, expiresAt: Instant): Promise<void>;
  /** Whether a session was revoked, by its id. */
  isRevoked(sessionId: string): Promise<boolean>;
}
