import type { Stage } from './stage/stage.ts';

/** What a ratio of ours to the other side's must be. */
export type Goal = { readonly atMost: number } | { readonly atLeast: number };

/** Two medians side by side, in the same unit. */
export interface Finding {
  /** The row of the table of goals. */
  readonly row: string;
  readonly what: string;
  readonly unit: string;
  readonly ours: number;
  readonly other: number;
  /** What the other side is. */
  readonly against: string;
  /** `ours ÷ other`, unless it is the other way round that the goal speaks of. */
  readonly ratio: number;
  readonly goal: Goal | null;
}

/** One row to measure. */
export interface Bench {
  readonly row: string;
  readonly what: string;
  run(stage: Stage): Promise<readonly Finding[]>;
}

/** Whether a finding reaches its goal; one without a goal is for information. */
export function isMet({ ratio, goal }: Pick<Finding, 'ratio' | 'goal'>): boolean {
  if (goal === null) return true;
  return 'atMost' in goal ? ratio <= goal.atMost : ratio >= goal.atLeast;
}
