import {
  asks,
  BOOKING_MAIL_KINDS,
  type BookingId,
  type Call,
  type Calls,
  type Claim,
  type ContactFacts,
  type CustomerNumber,
  type Instant,
  type KeptVisit,
  type ManagerScope,
} from '@miomente/booking-domain';
import { commitWithCall } from '../bookings/commits.ts';
import { bookingsIn } from '../bookings/scoped.ts';
import type { Database, Query } from '../database/database.ts';
import { fromNow, instantOf, toSql } from '../database/instants.ts';
import { Parameters } from '../database/parameters.ts';
import type { RequestId } from '../database/request-id.ts';
import { CALLS, CLAIMS, SETTLE, settlingParameter } from './settle-statement.ts';

interface ClaimRow {
  readonly customer_number: CustomerNumber;
  readonly claimed_by: string;
  readonly since: Instant;
  readonly until: Instant;
  readonly fence: number;
}

const CLAIM_COLUMNS = `customer_number, claimed_by, ${instantOf('claimed_at')} AS since,
  ${instantOf('claimed_until')} AS until, fence::float8 AS fence`;

// Of several at once the first one's row makes the others wait, who then see that it is claimed.
const CLAIM = `
  INSERT INTO ${CLAIMS} AS claim (customer_number, claimed_by, claimed_at, claimed_until, fence)
  VALUES ($1, $2, now(), ${fromNow('$3')}, 1)
  ON CONFLICT (customer_number) DO UPDATE SET
    claimed_at = CASE WHEN claim.claimed_until > now() THEN claim.claimed_at ELSE now() END,
    fence = CASE WHEN claim.claimed_until > now() THEN claim.fence ELSE claim.fence + 1 END,
    claimed_by = excluded.claimed_by, claimed_until = excluded.claimed_until
  WHERE claim.claimed_until IS NULL OR claim.claimed_until <= now() OR claim.claimed_by = $2
  RETURNING ${CLAIM_COLUMNS}`;
const HELD = `customer_number = $1 AND claimed_by = $2 AND claimed_until > now() AND fence = coalesce($3::bigint, fence)`;
const PROLONG = `
  UPDATE ${CLAIMS} SET claimed_until = ${fromNow('$4')} WHERE ${HELD} RETURNING ${CLAIM_COLUMNS}`;
const RELEASE = `
  UPDATE ${CLAIMS} SET claimed_by = NULL, claimed_until = NULL WHERE ${HELD} RETURNING customer_number`;
const OPEN = `SELECT ${CLAIM_COLUMNS} FROM ${CLAIMS} WHERE claimed_until > now()`;

interface CallRow {
  readonly customer_number: CustomerNumber;
  readonly at: Instant;
  readonly caller: string;
  readonly outcome: Call['outcome'];
  readonly call_back_at: Instant | null;
  readonly note: string | null;
  readonly phone: string | null;
}

const CALLS_TO = `
  SELECT customer_number, ${instantOf('called_at')} AS at, caller, outcome, ${instantOf('call_back_at')} AS call_back_at,
    note, phone
  FROM ${CALLS} AS call WHERE customer_number = ANY ($1::text[]) AND called_at >= $2::timestamptz
  ORDER BY call.called_at, call.id`;
const NOTE_OF = `
  SELECT note FROM ${CALLS} WHERE customer_number = $1 AND called_at = $2::timestamptz ORDER BY id DESC LIMIT 1`;
const COUNT_NOTES = `
  SELECT count(*)::float8 AS notes FROM ${CALLS} WHERE note IS NOT NULL AND called_at <= $1::timestamptz`;
const ERASE_NOTES = `
  WITH erased AS (
    UPDATE ${CALLS} SET note = NULL WHERE note IS NOT NULL AND called_at <= $1::timestamptz RETURNING id)
  SELECT count(*)::float8 AS notes FROM erased`;

/** How often to look who holds a claim that another had just when this one asked, and no more when it looked. */
const MAX_TRIES = 5;

/** `Calls` on PostgreSQL. */
export function postgresCalls(db: Database, requestId: RequestId): Calls {
  const open = async (): Promise<ReadonlyMap<CustomerNumber, Claim>> => {
    const rows = await db.read<ClaimRow>({ text: OPEN, values: [] });
    return new Map(rows.map((row) => [row.customer_number, claimOf(row)]));
  };
  return {
    claim: async ({ address }, customerNumber, lastsMs) => {
      for (let tries = 1; ; tries += 1) {
        const [row] = await db.rows<ClaimRow>({ text: CLAIM, values: [customerNumber, address, lastsMs] });
        const claim = row === undefined ? (await open()).get(customerNumber) : claimOf(row);
        if (claim !== undefined) return claim;
        if (tries >= MAX_TRIES) throw new Error('A claim is neither free nor held.');
      }
    },
    prolong: async ({ address }, customerNumber, fence, lastsMs) => {
      const [row] = await db.rows<ClaimRow>({ text: PROLONG, values: [customerNumber, address, fence, lastsMs] });
      return row === undefined ? undefined : claimOf(row);
    },
    release: async ({ address }, customerNumber, fence) =>
      (await db.rows({ text: RELEASE, values: [customerNumber, address, fence] })).length > 0,
    settle: async ({ address }, ending, changes) => {
      const call = settlingParameter(address, ending);
      if (changes.length > 0) return commitWithCall(db, changes, { call, requestId: requestId() });
      return (await db.rows({ text: SETTLE, values: [call] })).length > 0 ? 'settled' : 'claim_lost';
    },
    claims: () => open(),
    callsTo: async (_scope, customerNumbers, since) =>
      (await db.read<CallRow>({ text: CALLS_TO, values: [customerNumbers, toSql(since)] })).map(callOf),
    noteOf: async (_scope, customerNumber, at) =>
      (await db.read<{ note: string | null }>({ text: NOTE_OF, values: [customerNumber, toSql(at)] }))[0]?.note ?? null,
    countNotes: async (_scope, until) =>
      (await db.read<{ notes: number }>({ text: COUNT_NOTES, values: [toSql(until)] }))[0]?.notes ?? 0,
    eraseNotes: async (_scope, until) =>
      (await db.rows<{ notes: number }>({ text: ERASE_NOTES, values: [toSql(until)] }))[0]?.notes ?? 0,
    contacts: async (scope, ids) => {
      const rows = await db.read<ContactsRow>(contactsStatement(scope, ids));
      return new Map(
        rows.map(({ root, mails, reports, visits, wrote_at: wroteAt }) => [root, { mails, reports, visits, wroteAt }]),
      );
    },
  };
}

interface ContactsRow {
  readonly root: BookingId;
  readonly mails: ContactFacts['mails'];
  readonly reports: ContactFacts['reports'];
  readonly visits: readonly KeptVisit[];
  readonly wrote_at: Instant | null;
}

const ASKING = BOOKING_MAIL_KINDS.filter(asks)
  .map((mail) => `'${mail}'`)
  .join(', ');

/** Each booking with what an edit replaced by it, and for all of them mails, reports and visits, each by its index. */
export function contactsStatement(scope: ManagerScope, ids: readonly BookingId[]): Query {
  const parameters = new Parameters();
  const wanted = parameters.add([...new Set(ids)]);
  const booking = bookingsIn(scope, parameters);
  return parameters.query(`
    WITH RECURSIVE chain AS (
      SELECT b.id AS root, b.id, b.magento_order_item_id AS item FROM ${booking} AND b.id = ANY (${wanted}::bigint[])
      UNION
      SELECT chain.root, old.id, old.item FROM chain CROSS JOIN LATERAL (
        SELECT b.id, b.magento_order_item_id AS item FROM ${booking} AND b.replaced_by_order_item_id = chain.item
      ) AS old
    )
    SELECT wanted.root::float8 AS root, ${listOf('mails')}, ${listOf('reports')}, ${listOf('visits')},
      wrote.at AS wrote_at
    FROM (SELECT unnest(${wanted}::bigint[]) AS root) AS wanted
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_object(
        'mail', mail, 'about', (content->>'about')::float8, 'state', state,
        'finishedAt', ${instantOf('finished_at')}, 'unsureAt', ${instantOf('coalesce(begun_at, unsure_at)')})
        ORDER BY delivery.id) AS found
      FROM chain JOIN miomente_partner_portal_deliveries AS delivery ON delivery.booking_id = chain.id
      WHERE chain.root = wanted.root AND delivery.kind = 'send_mail' AND delivery.mail IN (${ASKING})
    ) AS mails ON true
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_object('outcome', details->>'outcome', 'at', ${instantOf('happened_at')})
        ORDER BY audit.id) AS found
      FROM chain JOIN miomente_partner_portal_booking_audit AS audit ON audit.booking_id = chain.id
      WHERE chain.root = wanted.root AND audit.type = 'mail_reported' AND NOT details ?| '{superseded,unreachable}'
        AND details->>'mail' IN (${ASKING})
    ) AS reports ON true
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_object(
        'link', link, 'kind', kind, 'verdict', verdict, 'signs', signs, 'sinceMailMs', since_mail_ms,
        'firstAt', ${instantOf('first_at')}, 'lastAt', ${instantOf('last_at')}, 'visits', visits)
        ORDER BY visit.first_at, visit.id) AS found
      FROM chain JOIN miomente_partner_portal_link_visits AS visit ON visit.booking_id = chain.id
      WHERE chain.root = wanted.root
    ) AS visits ON true
    LEFT JOIN LATERAL (
      SELECT max(${instantOf('happened_at')}) AS at
      FROM chain JOIN miomente_partner_portal_booking_audit AS audit ON audit.booking_id = chain.id
      WHERE chain.root = wanted.root AND audit.type = 'partner_wrote'
    ) AS wrote ON true`);
}

const listOf = (name: string): string => `coalesce(${name}.found, '[]'::json) AS ${name}`;

function claimOf({ customer_number, claimed_by, since, until, fence }: ClaimRow): Claim {
  return { customerNumber: customer_number, by: claimed_by, since, until, fence };
}

function callOf({ customer_number, at, caller, outcome, call_back_at, note, phone }: CallRow): Call {
  return { customerNumber: customer_number, at, by: caller, outcome, callBackAt: call_back_at, note, phone };
}
