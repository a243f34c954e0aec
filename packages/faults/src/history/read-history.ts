import type pg from 'pg';
import type { History } from './history.ts';

const BOOKINGS = 'miomente_partner_portal_booking_confirmations';
const DELIVERIES = 'miomente_partner_portal_deliveries';
const JOBS = 'graphile_worker._private_jobs';
const at = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`;

const QUERIES = {
  courses: `
    select item.item_id::float8 as "itemId", item.order_id::float8 as "orderId"
    from sample.order_items as item join sample.products as product using (product_id)
    where item.parent_item_id is null and coalesce(product.attributes ->> 'customer_number', '') <> ''`,
  bookings: `
    select id::float8 as id, magento_order_item_id::float8 as "itemId", magento_order_id::float8 as "orderId", status,
      case when ticket_requested_at is not null
        then 'miomente_booking.ticket_' || coalesce(ticket_key, magento_order_item_id) end as "ticketKey",
      odoo_ticket_id as "ticketId",
      (extract(epoch from event_start - created_at) * 1000)::float8 as "leadMs"
    from ${BOOKINGS}`,
  audit: `
    select booking_id::float8 as "bookingId", type, ${at('recorded_at')} as at
    from miomente_partner_portal_booking_audit order by id`,
  mails: `
    select booking_id::float8 as "bookingId", coalesce(mail, 'customer_confirmed') as kind, coalesce(sent_as, message_id) as "messageId", state, ${at('begun_at')} as "begunAt"
    from ${DELIVERIES} where kind in ('send_mail', 'tell_customer') order by id`,
  tickets: `select 'T-' || ticket_number as id, key from sample.tickets`,
  awaited: `
    select (job.payload ->> 'orderId')::float8 as id
    from ${JOBS} as job join graphile_worker._private_tasks as task on task.id = job.task_id
    where task.identifier = 'fetch_order'`,
  backlog: `
    select
      (select count(*)::int from ${DELIVERIES}
       where state = 'queued' and (due_at is null or due_at <= now() or attempt > 0)) as deliveries,
      (select count(*)::int from ${DELIVERIES} where state = 'dead') as dead,
      (select count(*)::int from ${JOBS} where locked_at is not null or run_at <= now()) as jobs,
      (select count(*)::int from ${BOOKINGS}
       where next_sweep_at <= now() and status = 'pending' and event_start > now()) as sweeps`,
} as const;

/** What the database and the sample shop beside it keep of a run. */
export type KeptHistory = Pick<History, 'courses' | 'bookings' | 'audit' | 'mails' | 'tickets' | 'awaited' | 'backlog'>;

/** Reads what the database kept, all as of one instant. */
export async function readHistory(pool: pg.Pool): Promise<KeptHistory> {
  const client = await pool.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const rows = async (name: keyof typeof QUERIES) => (await client.query(QUERIES[name])).rows;
    const kept = {
      courses: await rows('courses'),
      bookings: await rows('bookings'),
      audit: await rows('audit'),
      mails: await rows('mails'),
      tickets: await rows('tickets'),
      awaited: (await rows('awaited')).map(({ id }) => id as number),
      backlog: (await rows('backlog'))[0],
    };
    await client.query('commit');
    return kept;
  } finally {
    client.release();
  }
}
