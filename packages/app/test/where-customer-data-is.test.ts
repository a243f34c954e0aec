import { readFileSync } from 'node:fs';
import { freshDatabase } from '@miomente/booking-testing';
import { expect, it } from 'vitest';
import { migrateAll } from '../src/database/migrate-all.ts';
import { columnsOfTexts } from './support/whole-database.ts';

/** Columns of texts that hold nothing about customers, by table, and what they hold. */
const WITHOUT: Readonly<Record<string, readonly string[]>> = {
  // Ids of deliveries, codes and names of workers; errors that are safe to log
  'graphile_worker._private_jobs': ['flags', 'key', 'last_error', 'locked_by', 'payload'],
  'graphile_worker._private_job_queues': ['locked_by', 'queue_name'],
  'graphile_worker._private_known_crontabs': ['identifier'],
  'graphile_worker._private_tasks': ['identifier'],
  // Codes, numbers and times; of the office its addresses
  miomente_partner_portal_booking_audit: ['actor', 'actor_type', 'channel', 'details', 'type'],
  // The order, the partner, the course, the office, digests and codes
  miomente_partner_portal_booking_confirmations: [
    ...[
      'asking_mail',
      'cancellation_cause',
      'confirmation_token',
      'confirmed_by',
      'course_name',
      'course_sku',
      'currency',
    ],
    ...['customer_number', 'decline_reason', 'declined_by', 'escalation_reason', 'flags', 'hold', 'holidays'],
    ...['magento_order_increment_id', 'odoo_ticket_id', 'payment_status', 'replaced_by_order_increment_id', 'status'],
    ...['token_key', 'token_nonce'],
  ],
  miomente_partner_portal_booking_count_changes: ['customer_number'],
  miomente_partner_portal_booking_counts: ['customer_number'],
  miomente_partner_portal_calendar_feeds: ['customer_number', 'shown', 'token_digest'],
  miomente_partner_portal_call_claims: ['claimed_by', 'customer_number'],
  // The phone is the partner's
  miomente_partner_portal_calls: ['caller', 'customer_number', 'outcome', 'phone'],
  // Ids and versions of bookings
  miomente_partner_portal_commits: ['written'],
  miomente_partner_portal_decline_reasons: ['code', 'label_de', 'label_en'],
  // What to write about, as codes and times; the digest is of the partner's address
  miomente_partner_portal_deliveries: [
    ...['address_digest', 'bundle', 'content', 'kind', 'list_partner', 'mail', 'provider_id', 'reason', 'request_id'],
    'state',
  ],
  miomente_partner_portal_figure_changes: ['customer_number'],
  miomente_partner_portal_figures: ['customer_number'],
  // The detail is an error's name or code
  miomente_partner_portal_flagged_order_items: ['course_name', 'detail', 'magento_order_increment_id', 'reason'],
  miomente_partner_portal_kept_answers: ['fingerprint', 'request_key'],
  miomente_partner_portal_link_visits: ['kind', 'link', 'signs', 'verdict'],
  miomente_partner_portal_login_sessions: ['session_id'],
  // Addresses of partners and office
  miomente_partner_portal_address_corrections: ['correction', 'customer_number'],
  // Partners and office; the page they wanted is kept without what they searched for
  miomente_partner_portal_logins: ['browser', 'email', 'language', 'next', 'token', 'token_key', 'token_nonce'],
  miomente_partner_portal_migrations: ['checksum', 'name'],
  miomente_partner_portal_partners: [
    ...[
      'address_correction',
      'address_mark_reason',
      'customer_number',
      'email',
      'email_folded',
      'holidays',
      'language',
      'name',
      'phone',
    ],
  ],
  // Addresses of computers, partners and programs, for minutes
  miomente_partner_portal_rate_limits: ['key'],
  miomente_partner_portal_replies: ['mail_key'],
  miomente_partner_portal_revoked_sessions: ['session_id'],
  miomente_partner_portal_settings: ['name', 'value'],
  // A digest
  miomente_partner_portal_settled_orders: ['fingerprint'],
  miomente_partner_portal_standing_yeses: ['course_name', 'customer_number'],
  miomente_partner_portal_sweep_claims: ['customer_number'],
  miomente_partner_portal_watermarks: ['name'],
  miomente_partner_portal_workers: ['worker_id'],
  sample_migrations: ['checksum', 'name'],
  'sample.mails': ['kind', 'language', 'message_id'],
  'sample.order_items': ['name', 'options', 'sku'],
  'sample.orders': ['currency', 'order_number', 'placed_as', 'state'],
  'sample.products': ['attributes', 'name', 'sku'],
  'sample.ticket_notes': ['marker'],
  'sample.tickets': ['key', 'title'],
};

/** The columns of the rule's table, as `table: column`. */
function listed(): readonly string[] {
  const rules = readFileSync(new URL('../../../docs/rules/orders.md', import.meta.url), 'utf8');
  const section = rules.split('<a id="where-customer-data-is"></a>')[1]?.split('<a id=')[0] ?? '';
  const cells = [...section.matchAll(/^\| (`.*?) +\|/gm)].map(([, cell = '']) => cell.split(': '));
  return cells.flatMap(([tables = '', columns = '']) =>
    quoted(tables).flatMap((table) => quoted(columns).map((column) => `${table}: ${column}`)),
  );
}

const quoted = (text: string): readonly string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);

it('orders#where-customer-data-is: each column that can hold a text is listed, with or without customer data', async () => {
  const { url, pool } = await freshDatabase();
  await migrateAll(url);
  const without = Object.entries(WITHOUT).flatMap(([table, columns]) => columns.map((column) => `${table}: ${column}`));
  const all = [...listed(), ...without];
  expect(listed().length).toBeGreaterThan(10);
  expect(new Set(all).size).toBe(all.length);
  expect(all.toSorted()).toEqual((await columnsOfTexts(pool)).toSorted());
});
