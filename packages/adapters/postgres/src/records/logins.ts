import {
  type Instant,
  type Language,
  LOGINS_KEPT_MS,
  type Login,
  type Logins,
  MAX_LOGIN_MAILS_AN_HOUR,
} from '@miomente/booking-domain';
import type { Database } from '../database/database.ts';
import { instantOf, toSql } from '../database/instants.ts';
import type { RequestId } from '../database/request-id.ts';
import { DELIVERIES } from '../outbox/delivery-row.ts';
import { queueDeliveries } from '../outbox/queue.ts';

const TABLE = 'miomente_partner_portal_logins';
const COLUMNS = `id::float8 AS id, email, language, next, token, token_nonce, token_key,
  ${instantOf('token_expires_at')} AS expires_at, ${instantOf('used_at')} AS used_at`;

interface LoginRow {
  readonly id: number;
  readonly email: string;
  readonly language: Language;
  readonly next: string;
  readonly token: string;
  readonly token_nonce: string;
  readonly token_key: string;
  readonly expires_at: Instant;
  readonly used_at: Instant | null;
}

/** More than are asked for while one is, so that a backlog is worked off. */
const MOST_FORGOTTEN = 20;

// Those that others forget at this moment are left to them.
const REQUEST = `
  WITH over AS MATERIALIZED (
    SELECT id FROM ${TABLE} WHERE token_expires_at < $10 ORDER BY token_expires_at LIMIT ${MOST_FORGOTTEN}
    FOR UPDATE SKIP LOCKED
  ),
  mails_forgotten AS (DELETE FROM ${DELIVERIES} WHERE login_id IN (SELECT id FROM over)),
  forgotten AS (DELETE FROM ${TABLE} WHERE id IN (SELECT id FROM over)),
  login AS (
    INSERT INTO ${TABLE} (email, language, next, token, token_nonce, token_key, token_expires_at, requested_at)
    SELECT $1, $2, $3, $4, $5, $6, $7::timestamptz, $8::timestamptz
    WHERE miomente_partner_portal_may_mail_login($1::text, $8::timestamptz, ${MAX_LOGIN_MAILS_AN_HOUR})
    RETURNING id
  ),
  posted AS (
    INSERT INTO ${DELIVERIES} (kind, login_id, created_at, request_id) SELECT 'login_mail', id, $8, $9::text FROM login
    RETURNING id, due_at, request_id
  )
  SELECT id FROM posted, (${queueDeliveries('posted')}) AS queued`;
const FIND = `SELECT ${COLUMNS} FROM ${TABLE} WHERE id = $1`;
const FIND_BY_TOKEN = `SELECT ${COLUMNS} FROM ${TABLE} WHERE token = $1`;
const FORGET_ADDRESS = `UPDATE ${TABLE} SET email = '' WHERE id = $1`;
const USE = `UPDATE ${TABLE} SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND token_expires_at > $2 RETURNING id`;

/** `Logins` on PostgreSQL. */
export function postgresLogins(db: Database, requestId: RequestId): Logins {
  return {
    request: async ({ email, language, next, token, at }) => {
      const kept = [token.digest, token.nonce, token.keyId, toSql(token.expiresAt)];
      const over = toSql(at - LOGINS_KEPT_MS);
      await db.rows({ text: REQUEST, values: [email, language, next, ...kept, toSql(at), requestId(), over] });
    },
    find: async (id) => loginOf((await db.read<LoginRow>({ text: FIND, values: [id] }))[0]),
    findByTokenDigest: async (digest) =>
      loginOf((await db.read<LoginRow>({ text: FIND_BY_TOKEN, values: [digest] }))[0]),
    forgetAddress: async (id) => {
      await db.rows({ text: FORGET_ADDRESS, values: [id] });
    },
    use: async (id, now) => (await db.rows({ text: USE, values: [id, toSql(now)] })).length > 0,
  };
}

function loginOf(row: LoginRow | undefined): Login | undefined {
  if (row === undefined) return undefined;
  const { id, email, language, next, used_at: usedAt } = row;
  const token = { digest: row.token, nonce: row.token_nonce, keyId: row.token_key, expiresAt: row.expires_at };
  return { id, email, language, next, token, usedAt };
}
