import { SettableClock } from '@miomente/booking-domain/testing';
import { afterAll, beforeEach } from 'vitest';
import { type OdooCalls, type OdooConfig, OdooTicketDesk, odooCalls, odooConfig } from '../src/index.ts';
import { type Edition, OCA_14 } from './odoo/editions.ts';
import { OdooServer } from './odoo/server.ts';

export const TIME_ZONE = 'Europe/Berlin';
/** For calls that are never answered. */
export const SHORT_MS = 1_500;

/** A server for this file, emptied before each test. */
export async function odooServer(edition: Edition = OCA_14): Promise<OdooServer> {
  const server = await OdooServer.open(edition);
  beforeEach(() => server.reset());
  afterAll(() => server.close());
  return server;
}

export interface Options {
  readonly env?: Readonly<Record<string, string>>;
  readonly clock?: SettableClock;
  readonly timeoutMs?: number;
}

export function configOf(server: OdooServer, { env = {}, timeoutMs }: Options = {}): OdooConfig {
  const config = odooConfig.parse({
    ODOO_URL: server.url,
    ODOO_DB: server.db,
    ODOO_USERNAME: server.username,
    ODOO_API_KEY: server.apiKey,
    ODOO_TICKET_MODEL: server.database.edition.model,
    ...env,
  });
  return timeoutMs === undefined ? config : { ...config, connection: { ...config.connection, timeoutMs } };
}

export function callsOn(server: OdooServer, options: Options = {}): OdooCalls {
  return odooCalls(configOf(server, options), options.clock ?? new SettableClock());
}

export function deskOn(server: OdooServer, options: Options = {}): OdooTicketDesk {
  const calls = callsOn(server, options);
  return new OdooTicketDesk({ calls, config: configOf(server, options), timeZone: TIME_ZONE });
}

/** The error that a call threw. The test fails when there is none. */
export async function thrown(call: Promise<unknown>): Promise<Error> {
  const outcome = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome instanceof Error) return outcome;
  throw new Error('Expected a failure.');
}

/** A promise that the test resolves. */
export function promised<Value>(): {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: Error) => void;
} {
  let resolve: (value: Value) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<Value>((keep, fail) => {
    resolve = keep;
    reject = fail;
  });
  return { promise, resolve, reject };
}
