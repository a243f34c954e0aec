import type { RevokedSessions } from '@miomente/booking-domain';
import type { Database } from '../database/database.ts';
import { toSql } from '../database/instants.ts';

const TABLE = 'miomente_partner_portal_revoked_sessions';

// Expired entries are deleted with every new one; a day later, because clocks differ.
const REVOKE = `
  WITH forgotten AS (
    DELETE FROM ${TABLE} WHERE greatest(expires_at, revoked_at) < now() - interval '1 day' AND session_id <> $1
  )
  INSERT INTO ${TABLE} (session_id, expires_at) VALUES ($1, $2) ON CONFLICT (session_id) DO NOTHING`;
const IS_REVOKED = `SELECT EXISTS (SELECT FROM ${TABLE} WHERE session_id = $1) AS revoked`;

/** `RevokedSessions` on PostgreSQL. */
export function postgresRevokedSessions(db: Database): RevokedSessions {
  return {
    revoke: async (sessionId, expiresAt) => {
      await db.rows({ text: REVOKE, values: [sessionId, toSql(expiresAt)] });
    },
    isRevoked: async (sessionId) =>
      (await db.read<{ revoked: boolean }>({ text: IS_REVOKED, values: [sessionId] }))[0]?.revoked ?? false,
  };
}
