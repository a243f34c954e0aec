import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { type BookingId, DEFAULT_POLICY, type ManagerScope, managerScope } from '@miomente/booking-domain';
import { policyFingerprint } from '@miomente/booking-scheduler';
import type pg from 'pg';
import { type MailStub, startMailStub } from './mail-stub.ts';
import { ended } from './portal.ts';
import { command, productEnvironment } from './product.ts';
import type { Stage } from './stage.ts';
import { confirmOf, declineOf } from './use-cases.ts';

const TABLE = 'miomente_partner_portal_booking_confirmations';
const OFFICE = managerScope('office@example.org');
const SETTLES_AFTER_MS = 5_000;
/** How many mails and tickets a scheduler has on their way at once. */
export const AT_ONCE = 10;

/** Answers bookings of different partners, as the office does: a confirmation makes a receipt, a decline a ticket. */
export interface Answering {
  confirm(count: number): Promise<void>;
  decline(count: number): Promise<void>;
}

export async function answering(pool: pg.Pool): Promise<Answering> {
  // Nothing else is due, so that no other mail comes between; nor does a scheduler find other settings, and work out anew.
  await pool.query(`UPDATE ${TABLE} SET next_sweep_at = NULL WHERE next_sweep_at IS NOT NULL`);
  await pool.query(
    `INSERT INTO miomente_partner_portal_settings (name, value) VALUES ('schedule_policy', $1) ON CONFLICT DO NOTHING`,
    [policyFingerprint(DEFAULT_POLICY)],
  );
  const { rows } = await pool.query<{ id: number }>(
    `SELECT DISTINCT ON (customer_number) id::float8 AS id FROM ${TABLE}
     WHERE status = 'pending' AND NOT historic AND event_start > now() + interval '2 days'
     ORDER BY customer_number, id`,
  );
  type Answer = (of: { readonly scope: ManagerScope; readonly id: BookingId }) => Promise<{ readonly ok: boolean }>;
  const answer = async (count: number, how: Answer): Promise<void> => {
    await Promise.all(
      rows.splice(0, count).map(async ({ id }) => {
        const { ok } = await how({ scope: OFFICE, id: id as BookingId });
        if (!ok) throw new Error(`Booking ${id} was not answered.`);
      }),
    );
  };
  const [confirm, decline] = [confirmOf(pool), declineOf(pool)];
  return {
    confirm: (count) => answer(count, confirm),
    decline: (count) => answer(count, (of) => decline({ ...of, reason: 'capacity_full' })),
  };
}

/** A scheduler whose mails go to a stub, while something is done. @param more variables */
export async function withScheduler<Result>(
  stage: Stage,
  databaseUrl: string,
  latencyMs: number | null,
  work: (stub: MailStub) => Promise<Result>,
  more: Readonly<Record<string, string>> = {},
): Promise<Result> {
  const stub = await startMailStub(latencyMs);
  const env = {
    ...productEnvironment(databaseUrl, await stage.folder()),
    SENDGRID_API_KEY: 'SG.only-for-measuring',
    SENDGRID_BASE_URL: stub.url,
    MAIL_FROM: 'Partner-Portal <partner@miomente.de>',
    WORKER_CONCURRENCY: String(AT_ONCE),
    ...more,
  };
  const child = spawn(process.execPath, [command('scheduler')], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  stage.atEnd(() => ended(child));
  // Whoever waits for its mails would wait for ever.
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`The scheduler ended with ${code}.`);
  });
  gone.catch(() => {});
  try {
    // At first it compares its orders and looks for what a dead process has left.
    await Promise.race([wait(SETTLES_AFTER_MS), gone]);
    return await Promise.race([work(stub), gone]);
  } finally {
    await ended(child);
    stub.close();
  }
}
