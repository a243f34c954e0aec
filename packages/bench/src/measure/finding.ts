import type { Finding } from '../bench.ts';
import { interleave, percentile, type Rounds, type Side, timed } from './interleave.ts';

/** What a pair of sides is about. */
export type Measure = Pick<Finding, 'row' | 'what' | 'unit' | 'against' | 'goal'>;

/** Measures two sides in turn, and divides ours by the other. */
export async function compared(
  measure: Measure,
  sides: { readonly ours: Side; readonly other: Side },
  rounds?: Rounds,
): Promise<Finding> {
  const { ours, other } = await interleave(sides, rounds);
  return { ...measure, ours, other, ratio: ours / other };
}

/** A side that does something so many times and gives how long each took, in milliseconds. */
export function each(times: number, work: (n: number) => Promise<unknown>): Side {
  return async () => {
    const started = performance.now();
    for (let n = 0; n < times; n += 1) await work(n);
    return (performance.now() - started) / times;
  };
}

/** A side that does something so many times and gives the 95th percentile of how long it took, in milliseconds. */
export function p95Of(times: number, work: (n: number) => Promise<unknown>): Side {
  return async () => {
    const took: number[] = [];
    for (let n = 0; n < times; n += 1) took.push(await timed(() => work(n)));
    return percentile(took, 0.95);
  };
}

/** @throws Error when the two sides did not do the same, so that comparing their times would say nothing */
export function requireSame(what: string, ours: unknown, other: unknown): void {
  const [left, right] = [JSON.stringify(ours), JSON.stringify(other)];
  if (left !== right) throw new Error(`${what}: the sides differ: ${left} and ${right}.`);
}
