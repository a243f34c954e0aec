import type {
  CalendarEntry,
  CalendarFeeds,
  CalendarRevision,
  CustomerNumber,
  DatedCourseDate,
  Instant,
  PartnerScope,
} from '@miomente/booking-domain';
import { eventStartOf, isAhead } from '../bookings/event-start.ts';
import { bookingsIn } from '../bookings/scoped.ts';
import { ANY_STATUS } from '../bookings/sections.ts';
import type { Database, Query } from '../database/database.ts';
import { instantOf, toSql } from '../database/instants.ts';
import { Parameters } from '../database/parameters.ts';

const TABLE = 'miomente_partner_portal_calendar_feeds';

const REPLACE = `
  INSERT INTO ${TABLE} (customer_number, token_digest, made_at) VALUES ($1, $2, $3::timestamptz)
  ON CONFLICT (customer_number) DO UPDATE SET token_digest = excluded.token_digest, made_at = excluded.made_at`;

/** The row's lock puts calendars that are shown at once in a sequence. */
const REVISION = `
  UPDATE ${TABLE}
  SET revision = revision + (shown IS DISTINCT FROM $2)::int, shown = $2,
    shown_at = CASE WHEN shown IS DISTINCT FROM $2 THEN greatest(shown_at, $3::timestamptz) ELSE shown_at END
  WHERE customer_number = $1
  RETURNING revision::float8 AS number, ${instantOf('shown_at')} AS at`;

interface EntryRow {
  readonly course_id: number | null;
  readonly course_name: string;
  readonly event_start: Instant;
  readonly event_day_end: Instant | null;
  readonly confirmed: number;
  readonly pending: number;
  readonly changed_at: Instant;
}

/** `CalendarFeeds` on PostgreSQL. */
export function postgresCalendarFeeds(db: Database): CalendarFeeds {
  return {
    madeAt: async ({ customerNumber }) => {
      const text = `SELECT ${instantOf('made_at')} AS made_at FROM ${TABLE} WHERE customer_number = $1`;
      return (await db.read<{ made_at: Instant }>({ text, values: [customerNumber] }))[0]?.made_at;
    },
    replace: async ({ customerNumber }, digest, at) => {
      await db.rows({ text: REPLACE, values: [customerNumber, digest, toSql(at)] });
    },
    ownerOf: async (_scope, digest) => {
      const text = `SELECT customer_number FROM ${TABLE} WHERE token_digest = $1`;
      return (await db.read<{ customer_number: CustomerNumber }>({ text, values: [digest] }))[0]?.customer_number;
    },
    version: async (scope, from) =>
      (await db.read<{ version: string }>(versionStatement(scope, from)))[0]?.version ?? '',
    revision: async ({ customerNumber }, shownNow, at) => {
      const values = [customerNumber, shownNow, toSql(at)];
      return (await db.rows<CalendarRevision>({ text: REVISION, values }))[0] ?? { number: 1, at };
    },
    entries: async (scope, from) => (await db.read<EntryRow>(entriesStatement(scope, from))).map(entryOf),
  };
}

/** The bookings of a calendar: the index of the partner and the start finds them. */
function shown(scope: PartnerScope, from: Instant, parameters: Parameters): string {
  const ahead = isAhead(`${parameters.add(toSql(from))}::timestamptz`);
  return `${bookingsIn(scope, parameters)} AND ${ANY_STATUS} AND ${ahead}`;
}

/** Every change raises a booking's version; a booking that comes or goes changes how many there are. */
export function versionStatement(scope: PartnerScope, from: Instant): Query {
  const parameters = new Parameters();
  return parameters.query(`
    SELECT concat_ws('-', count(*), coalesce(sum(b.version), 0),
      coalesce(floor(extract(epoch FROM max(b.updated_at)) * 1000), 0)) AS version
    FROM ${shown(scope, from, parameters)}`);
}

/** Every course date once, by start. */
export function entriesStatement(scope: PartnerScope, from: Instant): Query {
  const parameters = new Parameters();
  const people = (status: 'confirmed' | 'pending'): string =>
    `coalesce(sum(b.participants) FILTER (WHERE b.status = '${status}'), 0)::float8 AS ${status}`;
  return parameters.query(`
    SELECT b.course_id::float8 AS course_id, (array_agg(b.course_name ORDER BY b.id DESC))[1] AS course_name,
      ${instantOf('b.event_start')} AS event_start, ${instantOf('b.event_day_end')} AS event_day_end,
      ${people('confirmed')}, ${people('pending')},
      floor(${instantOf('max(b.updated_at)')}) AS changed_at
    FROM ${shown(scope, from, parameters)}
    GROUP BY b.course_id, CASE WHEN b.course_id IS NULL THEN b.course_name END, b.event_start, b.event_day_end
    ORDER BY coalesce(b.event_day_end, b.event_start), min(b.id)`);
}

function entryOf(row: EntryRow): CalendarEntry {
  return {
    courseDate: {
      course: row.course_id ?? row.course_name,
      eventStart: eventStartOf(row) as DatedCourseDate['eventStart'],
    },
    courseName: row.course_name,
    confirmedPeople: row.confirmed,
    pendingPeople: row.pending,
    changedAt: row.changed_at,
  };
}
