import type { BookingId, Instant, Replies } from '@miomente/booking-domain';
import type { Database } from '../database/database.ts';
import { instantOf } from '../database/instants.ts';
import { REPLIES } from './replies-table.ts';

interface ReplyRow {
  readonly booking_id: BookingId;
  readonly at: Instant;
  readonly body: string | null;
}

const IS_KEPT = `SELECT true AS kept FROM ${REPLIES} WHERE mail_key = $1 LIMIT 1`;
const ABOUT = `
  SELECT booking_id::float8 AS booking_id, ${instantOf('written_at')} AS at, body
  FROM ${REPLIES} AS reply WHERE booking_id = ANY ($1::bigint[]) ORDER BY reply.written_at, reply.booking_id`;
const FORGET = `UPDATE ${REPLIES} SET body = NULL WHERE booking_id = ANY ($1::bigint[]) AND body IS NOT NULL`;

/** `Replies` on PostgreSQL. They are written by the statement that commits changes. */
export function postgresReplies(db: Database): Replies {
  return {
    isKept: async (_scope, mailKey) => (await db.read({ text: IS_KEPT, values: [mailKey] })).length > 0,
    about: async (_scope, bookingIds) =>
      (await db.read<ReplyRow>({ text: ABOUT, values: [bookingIds] })).map(({ booking_id, at, body }) => ({
        bookingId: booking_id,
        at,
        text: body,
      })),
    forget: async (_scope, bookingIds) => {
      await db.rows({ text: FORGET, values: [bookingIds] });
    },
  };
}
