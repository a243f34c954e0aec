import { createPool } from '@miomente/booking-postgres';
import type pg from 'pg';

type PoolSettings = Parameters<typeof createPool>[0];

/** Creates the connection pools of the queue's engines: a new one for each engine, which closes it. */
export class EnginePools {
  readonly #settings: PoolSettings;
  /** The pool of the current engine; undefined before the first. */
  newest: pg.Pool | undefined;

  constructor(settings: PoolSettings) {
    this.#settings = settings;
  }

  make(): pg.Pool {
    this.newest = createPool(this.#settings);
    return this.newest;
  }
}
