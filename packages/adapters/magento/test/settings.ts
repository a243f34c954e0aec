import type { FreshMariaDatabase } from '@miomente/booking-testing';
import type { MagentoSettings } from '../src/index.ts';

/** Settings for a test's database. */
export function settingsFor(database: FreshMariaDatabase, over: Partial<MagentoSettings> = {}): MagentoSettings {
  const { host, port, user, password, name } = database;
  return {
    host,
    port,
    user,
    password,
    database: name,
    tls: false,
    tablePrefix: '',
    partnerAttribute: 'customer_number',
    connections: 4,
    connectTimeoutMs: 5_000,
    statementTimeoutMs: 20_000,
    readTimeoutMs: 30_000,
    ...over,
  };
}

/** The same, through a proxy. */
export function through(url: string): Pick<MagentoSettings, 'host' | 'port'> {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port) };
}
