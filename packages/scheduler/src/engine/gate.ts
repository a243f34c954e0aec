import { EventEmitter } from 'node:events';
import type pg from 'pg';

export interface GateOptions {
  /** The engine's own connections; ended with the gate. */
  readonly pool: pg.Pool;
  /** How long one question may take, connecting included. */
  readonly deadlineMs: number;
  /** Hears the first thing that went wrong; by then the gate is closed. */
  readonly onTrouble: (error: unknown) => void;
}

/** Stands between the engine and the database. */
export interface Gate {
  /** What the engine takes for its pool. */
  readonly pool: pg.Pool;
  /** Destroys all connections. From now on the engine is told that everything succeeds and nothing is there. */
  close(): void;
}

const NOTHING: pg.QueryResult = { rows: [], rowCount: 0, command: '', oid: 0, fields: [] };

type Ask = <Value>(question: () => Promise<Value>, otherwise: Value) => Promise<Value>;

/**
 * The engine does not survive a failed query: it leaves rejections unhandled, keeps failed promises in
 * caches, releases connections twice and waits for ever in its shutdown. So it never gets to see one.
 * With the first failure the gate closes, whoever opened it starts another engine, and this one is told
 * that all went well until it has stopped in its own good order. Its jobs stay locked under its name.
 */
export function openGate({ pool, deadlineMs, onTrouble }: GateOptions): Gate {
  // A connection may break before anybody has come to listen; its next query tells.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const handedOut = new Set<GateClient>();
  let open = true;
  const close = (): void => {
    if (!open) return;
    open = false;
    for (const client of handedOut) client.destroy();
    pool.end().catch(() => {});
  };
  const trouble = (error: unknown): void => {
    if (!open) return;
    close();
    onTrouble(error);
  };
  const ask: Ask = async (question, otherwise) => {
    if (!open) return otherwise;
    try {
      const answer = await within(deadlineMs, question());
      return open ? answer : otherwise;
    } catch (error) {
      trouble(error);
      return otherwise;
    }
  };
  const connect = async (): Promise<GateClient> => {
    const real = await ask<pg.PoolClient | undefined>(async () => {
      const client = await pool.connect();
      if (open) return client;
      client.release(true);
      return undefined;
    }, undefined);
    const client = new GateClient(real, { ask, trouble, released: () => handedOut.delete(client) });
    handedOut.add(client);
    if (!open) client.destroy();
    return client;
  };
  return { pool: new GatePool(pool, connect, ask, trouble) as unknown as pg.Pool, close };
}

type Callback = (error: undefined, client: GateClient, release: () => void) => void;

/** As much of a pool as the engine uses. */
class GatePool extends EventEmitter {
  readonly options: pg.PoolOptions;
  readonly #connect: () => Promise<GateClient>;
  readonly #trouble: (error: unknown) => void;
  readonly query: (text: string, values?: unknown[]) => Promise<pg.QueryResult>;

  constructor(pool: pg.Pool, connect: () => Promise<GateClient>, ask: Ask, trouble: (error: unknown) => void) {
    super();
    this.options = pool.options;
    this.#connect = connect;
    this.#trouble = trouble;
    this.query = (text, values) => ask(() => pool.query(text, values), NOTHING);
    // The engine looks for these, and would add its own, which print messages of errors.
    for (const event of ['error', 'connect']) this.on(event, () => {});
  }

  connect(callback?: Callback): Promise<GateClient> | undefined {
    const connecting = this.#connect();
    if (callback === undefined) return connecting;
    connecting.then((client) => callback(undefined, client, () => client.release())).catch(this.#trouble);
    return undefined;
  }
}

interface ClientDeps {
  readonly ask: Ask;
  readonly trouble: (error: unknown) => void;
  readonly released: () => void;
}

/** As much of a connection as the engine uses; without a real one behind it, it answers with nothing. */
class GateClient extends EventEmitter {
  readonly #deps: ClientDeps;
  #real: pg.PoolClient | undefined;

  constructor(real: pg.PoolClient | undefined, deps: ClientDeps) {
    super();
    this.#deps = deps;
    this.#real = real;
    real?.on('error', deps.trouble);
    real?.on('notification', this.#pass);
  }

  query(query: string | pg.QueryConfig, values?: unknown[]): Promise<pg.QueryResult> {
    const real = this.#real;
    return real === undefined ? Promise.resolve(NOTHING) : this.#deps.ask(() => real.query(query, values), NOTHING);
  }

  /** Gives the connection back. Can be called again. */
  release(): void {
    this.#leave()?.release();
  }

  /** Ends the connection whatever it is at. */
  destroy(): void {
    this.#leave()?.release(true);
  }

  /** News of jobs. What the engine throws while it hears them would end the process. */
  readonly #pass = (news: pg.Notification): void => {
    try {
      this.emit('notification', news);
    } catch (error) {
      this.#deps.trouble(error);
    }
  };

  #leave(): pg.PoolClient | undefined {
    const real = this.#real;
    this.#real = undefined;
    real?.off('error', this.#deps.trouble);
    real?.off('notification', this.#pass);
    this.#deps.released();
    return real;
  }
}

/** The engine's time-out, which unlike the driver's has a code. */
class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
  readonly code = 'DEADLINE';
}

async function within<Value>(ms: number, promise: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeadlineError(`No answer within ${ms} ms.`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
