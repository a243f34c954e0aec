import { onTestFinished } from 'vitest';
import { openStage } from '../src/index.ts';
import type { Stage, StageOptions } from '../src/stage.ts';

/**
 * Opens a stage for the test at work, and ends it with the test. Not at the top of a file: a file is loaded also when `-t`
 * leaves all its tests out, and then no hook runs, so that its database and its processes would go on for ever. For the
 * same reason nothing is registered by `afterAll` within a test: it is too late for that there, and never runs.
 */
export async function stageOfTest(options?: StageOptions): Promise<Stage> {
  const stage = await openStage(options);
  onTestFinished(() => stage.end());
  return stage;
}
