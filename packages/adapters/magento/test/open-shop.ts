import { DEFAULT_ORDER_POLICY, type EventStartSource } from '@miomente/booking-domain';
import { type FreshMariaDatabase, freshMariaDatabase } from '@miomente/booking-testing';
import type { Pool } from 'mysql2/promise';
import { afterAll } from 'vitest';
import { closePool, MagentoOrderSource, type MagentoSettings, openPool } from '../src/index.ts';
import { MagentoShop, type SchemaOptions } from '../testing/index.ts';
import { settingsFor } from './settings.ts';

export interface OpenShop {
  readonly database: FreshMariaDatabase;
  readonly shop: MagentoShop;
  readonly source: MagentoOrderSource;
  readonly pool: Pool;
  /** Another reader of the same shop. It closes with the test file. */
  readerWith(over: Partial<MagentoSettings>, eventStartSources?: readonly EventStartSource[]): MagentoOrderSource;
}

/** A shop in a database of the calling test file, and its reader. */
export async function openShop(options: SchemaOptions = {}): Promise<OpenShop> {
  const database = await freshMariaDatabase();
  const shop = await MagentoShop.open(database.admin, options);
  const pools: Pool[] = [];
  afterAll(() => Promise.all(pools.map(closePool)));
  const reader = (over: Partial<MagentoSettings>, eventStartSources = DEFAULT_ORDER_POLICY.eventStartSources) => {
    const settings = settingsFor(database, { tablePrefix: options.prefix ?? '', ...over });
    const pool = openPool(settings);
    pools.push(pool);
    return { pool, source: new MagentoOrderSource({ pool, settings, eventStartSources }) };
  };
  const { pool, source } = reader({});
  return { database, shop, source, pool, readerWith: (over, sources) => reader(over, sources).source };
}
