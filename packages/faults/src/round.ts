import { setTimeout as delay } from 'node:timers/promises';
import type { Fault, Scale } from './faults.ts';
import { DRAINED, historyOf, until } from './history/history-of.ts';
import { judge } from './history/judge.ts';
import { startLoad } from './load.ts';
import { type Stage, statusOf, untilReady } from './stage.ts';

/** What was seen in one round. */
export interface Outcome {
  readonly acknowledged: number;
  /** Seconds from the database's return until every due mail was accepted; undefined when one was not in time. */
  readonly sentAfterS: number | undefined;
  /** Seconds from the database's return until every process was ready; undefined when one was not. */
  readonly readyAfterS: number | undefined;
  /** Mails accepted more than once, each counted as often as it was one too many. */
  readonly copies: number;
  /** Anything that must not be: processes that ended, answers that were untrue, orders that were lost. */
  readonly wrong: readonly string[];
}

/** What two schedulers with ten hands each can be sending when the database goes away. */
const MAX_COPIES = 20;
/** A process may take a deadline and a poll to notice. */
const NOTICED_AFTER_MS = 2_500;

/** Lets a fault befall the product under load, and watches what becomes of it. */
export async function playRound(stage: Stage, fault: Fault, scale: Scale): Promise<Outcome> {
  const wrong: string[] = [];
  const before = new Map(stage.mails.accepted);
  await untilReady(stage);
  const load = startLoad(stage);
  if (fault.atStart) await stage.replaceSchedulers();
  else await delay(1_000);
  const watch = watchReadiness(stage, fault.away, wrong);
  await fault.work(stage, scale);
  watch.mended();
  const back = performance.now();
  const sentWithinMs = scale.sentWithinSeconds * 1_000;
  const [ready] = await Promise.all([
    untilReady(stage, sentWithinMs).then(
      () => seconds(back),
      (error: unknown) => void wrong.push(String(error).split('\n')[0] ?? ''),
    ),
    load.stop(),
  ]);
  await watch.stop();
  const sentAfterS = await untilSent(stage, load.acknowledged, back + sentWithinMs, back);
  if (sentAfterS === undefined) wrong.push('due mails were not sent in time');
  for (const status of load.wrong) wrong.push(`a webhook was answered ${status}`);
  for (const each of [...stage.http, ...stage.schedulers]) {
    if (each.ended !== undefined) wrong.push(`${each.name} ended: ${each.ended}: ${lastLine(each.output())}`);
    else if ((await statusOf(`${each.url}/healthz`)) !== 200) wrong.push(`${each.name} says that it is not alive`);
  }
  let copies = 0;
  for (const [id, times] of stage.mails.accepted) copies += Math.max(0, times - Math.max(1, before.get(id) ?? 0));
  if (copies > MAX_COPIES) wrong.push(`${copies} copies left`);
  // I7 is about what is left when nothing is on its way any more: a job that is at work right now is not left lying.
  await until(stage, DRAINED).catch(() => undefined);
  // How many copies a fault may cost is judged above, for this round alone.
  const history = await historyOf(stage, { acknowledged: load.acknowledged, lostAnswers: Number.POSITIVE_INFINITY });
  for (const { invariant, what } of judge(history)) wrong.push(`${invariant}: ${what}`);
  return { acknowledged: load.acknowledged.length, sentAfterS, readyAfterS: ready ?? undefined, copies, wrong };
}

const seconds = (since: number): number => Math.round((performance.now() - since) / 100) / 10;
const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1)?.slice(0, 300) ?? '';

/** Asks every process again and again; while nobody can use the database none may say that it is ready. */
function watchReadiness(stage: Stage, away: boolean, wrong: string[]) {
  const begun = performance.now();
  let mendedAt = Number.POSITIVE_INFINITY;
  let running = true;
  const ask = async (name: string, url: string): Promise<void> => {
    while (running) {
      const asked = performance.now();
      const status = await statusOf(`${url}/readyz`);
      const untrue = away && status === 200 && asked > begun + NOTICED_AFTER_MS && performance.now() < mendedAt;
      if (untrue) wrong.push(`${name} said that it was ready while the database was away`);
      await delay(200);
    }
  };
  const asking = Promise.all([...stage.http, ...stage.schedulers].map(({ name, url }) => ask(name, url)));
  return {
    mended: () => {
      mendedAt = performance.now();
    },
    stop: async () => {
      running = false;
      await asking;
    },
  };
}

const LEFT = `
  select
    (select count(*)::int from miomente_partner_portal_deliveries
     where state = 'queued' and (due_at is null or due_at <= now() or attempt > 0)) as queued,
    (select count(*)::int from miomente_partner_portal_deliveries where state = 'dead') as dead,
    (select count(*)::int from unnest($1::bigint[]) as acknowledged (id) where not exists (
      select from miomente_partner_portal_booking_confirmations where magento_order_id = acknowledged.id)) as lost,
    (select coalesce(array_agg(coalesce(sent_as::text, message_id::text)), '{}') from miomente_partner_portal_deliveries
     where kind = 'send_mail' and state = 'done') as done`;

interface Left {
  readonly queued: number;
  readonly dead: number;
  readonly lost: number;
  readonly done: readonly string[];
}

/** Waits until nothing is due any more, nothing lost or given up, and every mail was accepted. */
async function untilSent(
  stage: Stage,
  acknowledged: readonly number[],
  giveUpAt: number,
  back: number,
): Promise<number | undefined> {
  while (performance.now() < giveUpAt) {
    const [left] = (await stage.pool.query<Left>(LEFT, [acknowledged])).rows;
    const nothing = left !== undefined && left.queued + left.dead + left.lost === 0;
    if (nothing && left.done.every((id) => stage.mails.accepted.has(id))) return seconds(back);
    await delay(100);
  }
  return undefined;
}
