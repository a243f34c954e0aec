import { setTimeout as delay } from 'node:timers/promises';
import type { Stage } from './stage.ts';

/** Something that befalls the database. */
export interface Fault {
  readonly name: string;
  /** Whether the schedulers are restarted right before. */
  readonly atStart: boolean;
  /** How long nobody can use the database, at least, from a little after its beginning to its end. */
  readonly away: boolean;
  /** Does it, and resolves when the database can be used again. */
  work(stage: Stage, scale: Scale): Promise<void>;
}

/** How long things take. */
export interface Scale {
  readonly terminationSeconds: number;
  readonly halfOpenSeconds: number;
  readonly downSeconds: number;
  /** How long all that is due may take to leave, once the database is back. */
  readonly sentWithinSeconds: number;
}

/** As an operator would fear it. */
export const FULL_SCALE: Scale = { terminationSeconds: 60, halfOpenSeconds: 30, downSeconds: 2, sentWithinSeconds: 60 };

const DROPS_WITHIN_MS = 3_000;

/** Ends every connection of the product's. */
async function dropAll({ pool }: Stage): Promise<void> {
  await pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'booking'`);
}

async function fourDrops(stage: Stage): Promise<void> {
  for (let i = 0; i < 4; i += 1) {
    await delay(DROPS_WITHIN_MS / 5);
    await dropAll(stage);
  }
}

export const FAULTS: readonly Fault[] = [
  {
    name: 'restart under load',
    atStart: false,
    away: true,
    work: async (stage, { downSeconds }) => {
      await stage.server.crash();
      await delay(downSeconds * 1_000);
      await stage.restartDatabase();
    },
  },
  { name: 'four drops at start', atStart: true, away: false, work: fourDrops },
  { name: 'four drops at work', atStart: false, away: false, work: fourDrops },
  {
    name: 'terminations every second',
    atStart: false,
    away: false,
    work: async (stage, { terminationSeconds }) => {
      for (let i = 0; i < terminationSeconds; i += 1) {
        await dropAll(stage);
        await delay(1_000);
      }
    },
  },
  {
    name: 'half-open',
    atStart: false,
    away: true,
    work: async ({ proxy }, { halfOpenSeconds }) => {
      proxy.fallSilent();
      await delay(halfOpenSeconds * 1_000);
      proxy.heal();
    },
  },
];
