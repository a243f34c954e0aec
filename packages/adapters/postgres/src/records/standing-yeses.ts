import {
  asStandingYesId,
  type CourseDateIdentity,
  type CustomerNumber,
  type DatedCourseDate,
  type Instant,
  isDay,
  type StandingYes,
  type StandingYeses,
} from '@miomente/booking-domain';
import { eventStartOf } from '../bookings/event-start.ts';
import type { Database } from '../database/database.ts';
import { instantOf, toSql } from '../database/instants.ts';

const TABLE = 'miomente_partner_portal_standing_yeses';

interface Row {
  readonly id: number;
  readonly version: number;
  readonly customer_number: CustomerNumber;
  readonly course_id: number | null;
  readonly course_name: string | null;
  readonly event_start: Instant;
  readonly event_day_end: Instant | null;
  readonly people: number;
  readonly hours: number;
  readonly confirmed_people: number;
}

const READ = `
  SELECT id::float8 AS id, version, customer_number, course_id::float8 AS course_id, course_name,
    ${instantOf('event_start')} AS event_start, ${instantOf('event_day_end')} AS event_day_end, people, hours,
    miomente_partner_portal_standing_yes_people(
      customer_number, course_id, course_name, event_start, event_day_end)::float8 AS confirmed_people
  FROM ${TABLE}`;

/** A course date as the first five parameters. */
const OF_COURSE_DATE = `customer_number = $1 AND course_id IS NOT DISTINCT FROM $2::bigint
    AND course_name IS NOT DISTINCT FROM $3 AND event_start = $4::timestamptz
    AND event_day_end IS NOT DISTINCT FROM $5::timestamptz`;

const GIVE = `
  INSERT INTO ${TABLE} AS standing
    (customer_number, course_id, course_name, event_start, event_day_end, people, hours, given_at)
  VALUES ($1, $2::bigint, $3, $4::timestamptz, $5::timestamptz, $6, $7, $8::timestamptz)
  ON CONFLICT ON CONSTRAINT standing_yes_one_a_course_date DO UPDATE
  SET version = standing.version + 1, people = excluded.people, hours = excluded.hours, given_at = excluded.given_at,
    revoked_at = NULL
  WHERE standing.revoked_at IS NOT NULL OR (standing.people, standing.hours) <> (excluded.people, excluded.hours)`;

const REVOKE = `
  UPDATE ${TABLE} SET version = version + 1, revoked_at = $6::timestamptz
  WHERE ${OF_COURSE_DATE} AND revoked_at IS NULL
  RETURNING id::float8 AS id`;

/** `StandingYeses` on PostgreSQL. */
export function postgresStandingYeses(db: Database): StandingYeses {
  return {
    find: async ({ customerNumber }, courseDate) => {
      const place = placeOf(customerNumber, courseDate);
      if (place === undefined) return undefined;
      const text = `${READ} WHERE ${OF_COURSE_DATE} AND revoked_at IS NULL`;
      const [row] = await db.read<Row>({ text, values: place });
      return row === undefined ? undefined : standingYesOf(row);
    },
    give: async ({ customerNumber }, courseDate, { people, hours }, at) => {
      const place = placeOf(customerNumber, courseDate);
      if (place === undefined) throw new RangeError('A course date that no booking can have.');
      await db.rows({ text: GIVE, values: [...place, people, hours, toSql(at)] });
      const [row] = await db.read<Row>({ text: `${READ} WHERE ${OF_COURSE_DATE}`, values: place });
      if (row === undefined) throw new Error('A standing yes was not kept, although no error said so.');
      return standingYesOf(row);
    },
    revoke: async ({ customerNumber }, courseDate, at) => {
      const place = placeOf(customerNumber, courseDate);
      if (place === undefined) return false;
      return (await db.rows({ text: REVOKE, values: [...place, toSql(at)] })).length > 0;
    },
    ofPartners: async (_scope, customerNumbers, now) => {
      if (customerNumbers.length === 0) return [];
      const text = `${READ} WHERE customer_number = ANY ($1::text[]) AND revoked_at IS NULL
        AND coalesce(event_day_end, event_start) > $2::timestamptz`;
      return (await db.read<Row>({ text, values: [customerNumbers, toSql(now)] })).map(standingYesOf);
    },
  };
}

/** A course date as columns; undefined for one that PostgreSQL can't keep, so that no booking has it. */
function placeOf(
  customerNumber: CustomerNumber,
  { course, eventStart }: CourseDateIdentity,
): readonly unknown[] | undefined {
  if (eventStart === null || (typeof course === 'string' && course.includes('\0'))) return undefined;
  const [start, dayEnd] = isDay(eventStart) ? [eventStart.start, eventStart.end] : [eventStart, null];
  const [id, name] = typeof course === 'number' ? [course, null] : [null, course];
  return [customerNumber, id, name, toSql(start), toSql(dayEnd)];
}

function standingYesOf(row: Row): StandingYes {
  const eventStart = eventStartOf(row) as DatedCourseDate['eventStart'];
  return {
    id: asStandingYesId(row.id),
    version: row.version,
    customerNumber: row.customer_number,
    courseDate: { course: row.course_id ?? row.course_name ?? '', eventStart },
    people: row.people,
    hours: row.hours,
    confirmedPeople: row.confirmed_people,
  };
}
