import { createPool } from '@miomente/booking-postgres';
import type pg from 'pg';

type PoolSettings = Parameters<typeof createPool>[0];

/** Makes the connections of the queue's engines: new ones for each, which ends them. */
export class EnginePools {
  readonly #settings: PoolSettings;
  /** Those of the engine at work; undefined before the first. */
  newest: pg.Pool | undefined;

  constructor(settings: PoolSettings) {
    this.#settings = settings;
  }

  make(): pg.Pool {
    this.newest = createPool(this.#settings);
    return this.newest;
  }
}
