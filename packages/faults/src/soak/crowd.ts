import { setTimeout as delay } from 'node:timers/promises';
import type { Got } from '../client.ts';
import type { GivenAnswer } from '../history/history.ts';
import type { ProductProcess } from '../product-process.ts';
import type { Seeded } from '../seeded.ts';
import type { Stage } from '../stage.ts';

/** Everybody who asks something of the product in a soak, and what they were told. */
export interface Crowd {
  readonly stage: Stage;
  readonly chance: Seeded;
  readonly answered: GivenAnswer[];
  /** What must not be, in words. */
  readonly wrong: string[];
  /** How often each thing was done to its end, by name. */
  readonly done: Map<string, number>;
  anyHttp(): ProductProcess;
  /** Notes an answer whose status is none that this request may have. */
  see(what: string, got: Got, mayBe: readonly number[]): Got;
  count(what: string): void;
}

/** What anything may be answered in a soak; 0 is no answer at all, as from a process that was killed. */
const NOT_NOW: readonly number[] = [0, 429, 503];
const AGAIN_MS = 300;
const PATIENCE_MS = 120_000;

export function gather(stage: Stage, chance: Seeded): Crowd {
  const wrong: string[] = [];
  const done = new Map<string, number>();
  return {
    stage,
    chance,
    answered: [],
    wrong,
    done,
    anyHttp: () => {
      const process = chance.pick(stage.http);
      if (process === undefined) throw new Error('No HTTP process takes part.');
      return process;
    },
    see: (what, got, mayBe) => {
      if (!mayBe.includes(got.status) && !NOT_NOW.includes(got.status))
        wrong.push(`${what} was answered ${got.status}: ${got.text.slice(0, 300)}`);
      return got;
    },
    count: (what) => void done.set(what, (done.get(what) ?? 0) + 1),
  };
}

/** Asks again until there is an answer that stands. @returns it; undefined where there was none for two minutes */
export async function insist(ask: () => Promise<Got>): Promise<Got | undefined> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  while (performance.now() < giveUpAt) {
    const got = await ask();
    if (!NOT_NOW.includes(got.status) && !(got.status === 409 && got.mayComeBack)) return got;
    await delay(AGAIN_MS);
  }
  return undefined;
}

/**
 * Asks with a key until there is an answer, and then once more: the same key gives the same bytes, whatever became of the
 * first try and whichever process is asked (api#idempotency-key).
 */
export async function keyed(crowd: Crowd, what: string, ask: () => Promise<Got>): Promise<Got | undefined> {
  const first = await insist(ask);
  const again = first && (await insist(ask));
  if (first === undefined || again === undefined) crowd.wrong.push(`${what} with a key was never answered`);
  else if (first.status !== again.status || first.text !== again.text)
    crowd.wrong.push(
      `${what} with a key was answered ${first.status} ${first.text}, then ${again.status} ${again.text}`,
    );
  else crowd.count('keyed');
  return first;
}

/** The data of an answer of the API. @throws TypeError when there is none, which is no answer of the API's */
export function dataOf<Data>({ text }: Got): Data {
  const { data } = JSON.parse(text) as { readonly data?: Data };
  if (data === undefined) throw new TypeError(`An answer without data: ${text.slice(0, 200)}`);
  return data;
}
