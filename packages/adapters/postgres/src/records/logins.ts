import {
  type Instant,
  type Language,
  LOGINS_KEPT_MS,
  type Login,
  type Logins,
  MAX_CODE_TRIES,
  MAX_LOGIN_MAILS_AN_HOUR,
  MAX_LOGIN_PRESSES,
  PAGE_THAT_GOES_ON,
} from '@miomente/booking-domain';
import type { Database } from '../database/database.ts';
import { instantOf, toSql } from '../database/instants.ts';
import type { RequestId } from '../database/request-id.ts';
import { DELIVERIES } from '../outbox/delivery-row.ts';
import { queueDeliveries } from '../outbox/queue.ts';

const TABLE = 'miomente_partner_portal_logins';
const SESSIONS = 'miomente_partner_portal_login_sessions';
const COLUMNS = `id::float8 AS id, email, language, next, token, token_nonce, token_key, presses, code_tries,
  ${instantOf('token_expires_at')} AS expires_at, ${instantOf('used_at')} AS used_at`;

interface LoginRow {
  readonly id: number;
  readonly email: string;
  readonly language: Language;
  readonly next: string;
  readonly token: string;
  readonly token_nonce: string;
  readonly token_key: string;
  readonly presses: number;
  readonly code_tries: number;
  readonly expires_at: Instant;
  readonly used_at: Instant | null;
}

/** More than are created in the same time, so that a backlog shrinks. */
const MAX_FORGOTTEN = 20;

// Those that others are deleting now are skipped.
const REQUEST = `
  WITH over AS MATERIALIZED (
    SELECT id FROM ${TABLE} WHERE token_expires_at < $10 ORDER BY token_expires_at LIMIT ${MAX_FORGOTTEN}
    FOR UPDATE SKIP LOCKED
  ),
  mails_forgotten AS (DELETE FROM ${DELIVERIES} WHERE login_id IN (SELECT id FROM over)),
  forgotten AS (DELETE FROM ${TABLE} WHERE id IN (SELECT id FROM over)),
  login AS (
    INSERT INTO ${TABLE}
      (email, language, next, token, token_nonce, token_key, token_expires_at, requested_at, browser)
    SELECT CASE
        WHEN miomente_partner_portal_may_mail_login($1::text, $8::timestamptz, ${MAX_LOGIN_MAILS_AN_HOUR}) THEN $1
        ELSE ''
      END, $2, $3, $4, $5, $6, $7::timestamptz, $8::timestamptz, $11::text
    RETURNING id, email
  ),
  posted AS (
    INSERT INTO ${DELIVERIES} (kind, login_id, created_at, request_id) SELECT 'login_mail', id, $8, $9::text FROM login
    WHERE email <> ''
    RETURNING id, due_at, request_id
  )
  SELECT id FROM posted, (${queueDeliveries('posted')}) AS queued`;
const FIND = `SELECT ${COLUMNS} FROM ${TABLE} WHERE id = $1`;
const FIND_BY_TOKEN = `SELECT ${COLUMNS} FROM ${TABLE} WHERE token = $1`;
const FORGET_ADDRESS = `UPDATE ${TABLE} SET email = '' WHERE id = $1`;
// The conditions of `judgeLogin` and `mayTryCode`: each is one conditional write, so that of many at once only the
// allowed number succeeds.
const PRESS = `
  WITH pressed AS (
    UPDATE ${TABLE} SET presses = presses + 1
    WHERE id = $1 AND used_at IS NULL AND presses < ${MAX_LOGIN_PRESSES} AND token_expires_at > $3
    RETURNING id
  )
  INSERT INTO ${SESSIONS} (session_id, login_id) SELECT $2, id FROM pressed RETURNING session_id`;
const TRY_CODE = `
  UPDATE ${TABLE} SET code_tries = code_tries + 1
  WHERE browser = $1 AND code_tries < ${MAX_CODE_TRIES} AND token_expires_at > $2
  RETURNING ${COLUMNS}`;
const COUNT_PAGE = `
  WITH asked AS (
    UPDATE ${SESSIONS} SET pages = pages + 1 WHERE session_id = $1 AND pages < ${PAGE_THAT_GOES_ON}
    RETURNING login_id, pages
  ),
  used AS (
    UPDATE ${TABLE} SET used_at = $2 FROM asked
    WHERE id = asked.login_id AND asked.pages = ${PAGE_THAT_GOES_ON} AND used_at IS NULL
  )
  SELECT pages = ${PAGE_THAT_GOES_ON} AS goes_on FROM asked`;
const HAS_GONE_ON = `SELECT pages >= ${PAGE_THAT_GOES_ON} AS gone_on FROM ${SESSIONS} WHERE session_id = $1`;

/** `Logins` on PostgreSQL. */
export function postgresLogins(db: Database, requestId: RequestId): Logins {
  return {
    request: async ({ email, language, next, token, browser, at }) => {
      const kept = [token.digest, token.nonce, token.keyId, toSql(token.expiresAt)];
      const over = toSql(at - LOGINS_KEPT_MS);
      await db.rows({ text: REQUEST, values: [email, language, next, ...kept, toSql(at), requestId(), over, browser] });
    },
    find: async (id) => loginOf((await db.read<LoginRow>({ text: FIND, values: [id] }))[0]),
    findByTokenDigest: async (digest) =>
      loginOf((await db.read<LoginRow>({ text: FIND_BY_TOKEN, values: [digest] }))[0]),
    forgetAddress: async (id) => {
      await db.rows({ text: FORGET_ADDRESS, values: [id] });
    },
    press: async (id, sessionId, now) =>
      (await db.rows({ text: PRESS, values: [id, sessionId, toSql(now)] })).length > 0,
    tryCode: async (browser, now) =>
      loginOf((await db.rows<LoginRow>({ text: TRY_CODE, values: [browser, toSql(now)] }))[0]),
    countPage: async (sessionId, now) => {
      const rows = await db.rows<{ goes_on: boolean }>({ text: COUNT_PAGE, values: [sessionId, toSql(now)] });
      return rows[0]?.goes_on ?? false;
    },
    hasGoneOn: async (sessionId) =>
      (await db.read<{ gone_on: boolean }>({ text: HAS_GONE_ON, values: [sessionId] }))[0]?.gone_on ?? true,
  };
}

function loginOf(row: LoginRow | undefined): Login | undefined {
  if (row === undefined) return undefined;
  const { id, email, language, next, presses, code_tries: codeTries, used_at: usedAt } = row;
  const token = { digest: row.token, nonce: row.token_nonce, keyId: row.token_key, expiresAt: row.expires_at };
  return { id, email, language, next, token, presses, codeTries, usedAt };
}
