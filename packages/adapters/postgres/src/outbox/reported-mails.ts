import {
  asks,
  BOOKING_MAIL_KINDS,
  type BookingMail,
  type Deliveries,
  type ReportedMail,
  type Scope,
} from '@miomente/booking-domain';
import { bookingsIn } from '../bookings/scoped.ts';
import type { Database, Query } from '../database/database.ts';
import { instantOf, millisecondsSince } from '../database/instants.ts';
import { Parameters } from '../database/parameters.ts';
import { addressDigest } from '../records/mail-address.ts';
import { DELIVERIES } from './delivery-row.ts';

type ReportedMails = Pick<
  Deliveries,
  'mailsOf' | 'mailsElsewhere' | 'findByMessageId' | 'findByProviderId' | 'awaitingAnswerAt'
>;

const MAIL = `id::float8 AS id, content AS message, state, ${millisecondsSince('queued_at')} AS "waitedMs",
    ${instantOf('finished_at')} AS "finishedAt", ${instantOf('coalesce(begun_at, unsure_at)')} AS "unsureAt"`;
const MAILS = `
  SELECT ${MAIL} FROM ${DELIVERIES} AS delivery
  WHERE booking_id = ANY ($1::bigint[]) AND kind = 'send_mail'
  ORDER BY delivery.id`;
const ELSEWHERE = `
  SELECT ${MAIL} FROM ${DELIVERIES} AS delivery
  WHERE booking_id = ANY ($1::bigint[]) AND kind = 'send_mail'
    AND (state || '' = 'queued' OR (state || '' = 'done' AND address_digest <> $2))
  ORDER BY delivery.id`;

/** The form of message ids; anything else matches nothing. */
export const MESSAGE_ID: RegExp = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ASKING: readonly string[] = BOOKING_MAIL_KINDS.filter(asks);

/** What is known of mails about bookings, and which of them a provider's report is about. */
export function reportedMails(db: Database): ReportedMails {
  const found = (query: Query): Promise<readonly ReportedMail[]> => db.read<ReportedMail>(query);
  return {
    mailsOf: (bookingIds) => db.read<BookingMail>({ text: MAILS, values: [bookingIds] }),
    mailsElsewhere: (bookingIds, address) =>
      db.read<BookingMail>({ text: ELSEWHERE, values: [bookingIds, addressDigest(address)] }),
    findByMessageId: async (scope, messageId) =>
      MESSAGE_ID.test(messageId) ? found(reportedStatement(scope, messageId, isNamed)) : [],
    findByProviderId: (scope, providerId) => found(byProviderIdStatement(scope, providerId)),
    awaitingAnswerAt: (scope, address) => db.read<ReportedMail>(awaitingAnswerAtStatement(scope, address)),
  };
}

/** SQL for the mails that were sent under a message id: alone, or in a bundle. Each half has an index. */
function isNamed(value: string): string {
  return `(delivery.sent_as = ${value}::uuid OR (delivery.message_id = ${value}::uuid AND delivery.sent_as IS NULL))`;
}

/** The mails with a provider's id. */
export function byProviderIdStatement(scope: Scope, providerId: string): Query {
  return reportedStatement(scope, providerId, (value) => `delivery.provider_id = ${value}`);
}

function reportedStatement(scope: Scope, value: string, is: (value: string) => string): Query {
  const parameters = new Parameters();
  return parameters.query(`
    SELECT delivery.booking_id::float8 AS "bookingId", delivery.content AS message
    FROM ${DELIVERIES} AS delivery
    WHERE ${is(parameters.add(value))} AND delivery.kind = 'send_mail'
      AND EXISTS (SELECT FROM ${bookingsIn(scope, parameters)} AND b.id = delivery.booking_id)
    ORDER BY delivery.id`);
}

/** The address's own index leads to its mails, and each mail to its booking. */
export function awaitingAnswerAtStatement(scope: Scope, address: string): Query {
  const parameters = new Parameters();
  return parameters.query(`
    SELECT DISTINCT ON (asked.booking_id) asked.booking_id::float8 AS "bookingId", asked.message
    FROM (
      SELECT id, booking_id, content AS message FROM ${DELIVERIES}
      WHERE address_digest = ${parameters.add(addressDigest(address))} AND mail = ANY (${parameters.add(ASKING)}::text[])
      OFFSET 0
    ) AS asked
    CROSS JOIN LATERAL (
      SELECT FROM ${bookingsIn(scope, parameters)} AND b.id = asked.booking_id
        AND (b.status = 'pending' OR b.replaced_by_order_item_id IS NOT NULL)
    ) AS waiting
    ORDER BY asked.booking_id, asked.id DESC`);
}
