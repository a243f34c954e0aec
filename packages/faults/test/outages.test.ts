import { afterAll, expect, it } from 'vitest';
import { FAULTS, openStage, playRound, type Scale } from '../src/index.ts';

/** A few seconds' worth of what `npm run test:outages` does in full. */
const SCALE: Scale = { terminationSeconds: 3, halfOpenSeconds: 6, downSeconds: 1, sentWithinSeconds: 180 };
const stage = await openStage({ http: 1, variables: { WORKER_HEARTBEAT_SECONDS: '1', WORKER_LEASE_SECONDS: '15' } });
afterAll(() => stage.end());

it.each(FAULTS)(
  'running#sending-resumes running#readiness running#no-shell F20 F21 F22: real processes outlive $name',
  { timeout: 600_000 },
  async (fault) => {
    const outcome = await playRound(stage, fault, SCALE);
    expect(outcome).toMatchObject({ wrong: [], sentAfterS: expect.any(Number), readyAfterS: expect.any(Number) });
    expect(outcome.acknowledged).toBeGreaterThan(0);
  },
);
