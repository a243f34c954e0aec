import type { Stage } from '../stage.ts';
import type { KeptCall } from './office.ts';
import { PEOPLE_IN_ADVANCE } from './partners.ts';

const BOOKINGS = 'miomente_partner_portal_booking_confirmations';
const DELIVERIES = 'miomente_partner_portal_deliveries';
/** A mail that has become due has left within so long, once all is well. */
const SLACK = `interval '1 minute'`;

/** What is true of a run beside the seven invariants; whatever is found must not be. */
const FOUND = {
  'a yes given in advance let in more people than it was given for': `
    select format('%s for %s people', given.id, let_in) as what
    from miomente_partner_portal_standing_yeses as given,
      miomente_partner_portal_standing_yes_people(customer_number, course_id, course_name, event_start, event_day_end) as let_in
    where let_in > ${PEOPLE_IN_ADVANCE}`,
  'a confirmation stands whose customer was never told': `
    select id::text as what from ${BOOKINGS} as booking
    where status = 'confirmed' and hold is null and event_start > now()
      and confirmed_at < now() - ($1::float8 * interval '1 minute') - ${SLACK} and customer_informed_at is null`,
  'a customer was told twice of one date': `
    select booking_id::text as what from ${DELIVERIES}
    where kind = 'tell_customer' and state = 'done' group by booking_id having count(*) > 1`,
  'a reply was kept that its booking’s trail does not tell of, or told twice': `
    select booking_id::text as what from (
      select booking_id, count(*) as kept from miomente_partner_portal_replies group by booking_id) as reply
    full join (
      select booking_id, count(*) as told from miomente_partner_portal_booking_audit
      where type = 'partner_wrote' group by booking_id) as trail using (booking_id)
    where kept is distinct from told`,
  'an event was published twice or never': `
    select audit.id::text as what from miomente_partner_portal_booking_audit as audit
    where (select count(*) from miomente_partner_portal_events where audit_id = audit.id) <> 1
      and not exists (select from miomente_partner_portal_event_queue where audit_id = audit.id)`,
  'an event of a booking is published before an earlier one': `
    select audit_id::text as what from (
      select event.audit_id, event.position,
        lag(event.position) over (partition by audit.booking_id order by audit.id) as before
      from miomente_partner_portal_events as event
      join miomente_partner_portal_booking_audit as audit on audit.id = event.audit_id) as told
    where before > position`,
} as const;

/** Where the pushing of events began. */
export async function pushedFrom({ pool }: Stage): Promise<number | undefined> {
  const { rows } = await pool.query<{ position: number }>(
    'select position::float8 as position from miomente_partner_portal_event_push',
  );
  return rows[0]?.position;
}

/** Every event is published, and has been pushed. */
export const EVENTS_OUT = {
  what: 'every event has been pushed',
  sql: `
    select not exists (select from miomente_partner_portal_event_queue)
      and (select position from miomente_partner_portal_event_push)
        >= (select coalesce(max(position), 0) from miomente_partner_portal_events) as holds`,
  withinMs: 120_000,
} as const;

/** What was seen from outside. */
export interface SeenOutside {
  readonly calls: readonly KeptCall[];
  /** Ids of pushed events in the sequence in which they came, copies too. */
  readonly taken: readonly number[];
  /** The position after which events are pushed. */
  readonly from: number;
}

/** Finds what must not be, in words. */
export async function findings(stage: Stage, { calls, taken, from }: SeenOutside): Promise<readonly string[]> {
  const { pool, env } = stage;
  const found: string[] = [];
  for (const [what, sql] of Object.entries(FOUND)) {
    const values = sql.includes('$1') ? [Number(env['CUSTOMER_MAIL_HOLD_MINUTES'])] : [];
    const { rows } = await pool.query<{ what: string }>(sql, values);
    for (const row of rows.slice(0, 5)) found.push(`${what}: ${row.what}`);
  }
  const { rows: kept } = await pool.query<{ note: string; times: number }>(
    'select note, count(*)::int as times from miomente_partner_portal_calls where note is not null group by note',
  );
  const times = new Map(kept.map((row) => [row.note, row.times]));
  for (const { note, outcome } of calls)
    if (outcome !== 'answered' && times.get(note) !== 1) found.push(`a call is kept ${times.get(note) ?? 0} times`);
  const { rows: happened } = await pool.query<{ id: number }>(
    `select audit_id::float8 as id from miomente_partner_portal_events where position > $1
       and position <= (select position from miomente_partner_portal_event_push) order by position`,
    [from],
  );
  return [
    ...found,
    ...judgeEvents(
      happened.map(({ id }) => id),
      taken,
    ),
  ];
}

/** Each event must have come, and the first copies of all in the sequence in which they happened (events#push). */
export function judgeEvents(happened: readonly number[], taken: readonly number[]): readonly string[] {
  const came = [...new Set(taken)];
  const known = new Set(happened);
  const arrived = new Set(came);
  const missing = happened.filter((id) => !arrived.has(id));
  const firsts = came.filter((id) => known.has(id));
  const out = happened.filter((id) => arrived.has(id)).findIndex((id, n) => firsts[n] !== id);
  return [
    ...(missing.length > 0 ? [`${missing.length} events never came, such as ${missing[0]}`] : []),
    ...(firsts.length < came.length ? [`${came.length - firsts.length} events came that never happened`] : []),
    ...(out >= 0 ? [`event ${firsts[out]} came out of its turn`] : []),
  ];
}
