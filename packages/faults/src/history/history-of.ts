import { setTimeout as delay } from 'node:timers/promises';
import type { Stage } from '../stage.ts';
import type { GivenAnswer, History } from './history.ts';
import { readHistory } from './read-history.ts';

/** What a run saw from outside. */
export interface Seen {
  readonly acknowledged: readonly number[];
  readonly answered?: readonly GivenAnswer[];
  /** How many answers of the provider the faults may have cost, beside those that its stand-in cut. */
  readonly lostAnswers: number;
}

const HOUR_MS = 3_600_000;

/** The whole history of a stage so far. */
export async function historyOf(stage: Stage, { acknowledged, answered = [], lostAnswers }: Seen): Promise<History> {
  const { REMINDER_FIRST_HOURS: first = '24', REMINDER_SECOND_HOURS: second = '48' } = stage.env;
  const kept = await readHistory(stage.pool);
  return {
    ...kept,
    acknowledged,
    answered,
    accepted: [...stage.mails.log],
    lostAnswers: lostAnswers + stage.mails.lostAnswers,
    reminders: { firstMs: Number(first) * HOUR_MS, secondMs: Number(second) * HOUR_MS },
  };
}

/** Waits until a condition on the database holds. @throws Error that says what was waited for */
export async function until(
  stage: Stage,
  { what, sql, withinMs }: { readonly what: string; readonly sql: string; readonly withinMs: number },
): Promise<void> {
  const giveUpAt = performance.now() + withinMs;
  for (;;) {
    const rows = await stage.pool.query<{ holds: boolean }>(sql).then(
      (answer) => answer.rows,
      () => [],
    );
    if (rows[0]?.holds === true) return;
    if (performance.now() > giveUpAt) throw new Error(`It never came to pass within ${withinMs} ms: ${what}`);
    await delay(200);
  }
}

/** Nothing that could be done now is left. */
export const DRAINED = {
  what: 'the backlog drains',
  sql: `
    select not exists (select from miomente_partner_portal_deliveries
        where state = 'queued' and (due_at is null or due_at <= now() or attempt > 0))
      and not exists (select from graphile_worker._private_jobs where locked_at is not null or run_at <= now())
      and not exists (select from miomente_partner_portal_booking_confirmations
        where next_sweep_at <= now() and status = 'pending' and event_start > now()) as holds`,
  withinMs: 240_000,
} as const;
