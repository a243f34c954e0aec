import { EventEmitter } from 'node:events';
import type pg from 'pg';

/** Options of {@link openGate}. */
export interface GateOptions {
  /** The connections of this engine only; they end with the gate. */
  readonly pool: pg.Pool;
  /** The time limit for one query in milliseconds, including connecting. */
  readonly deadlineMs: number;
  /** Receives the first error. The gate is closed by then. */
  readonly onError: (error: unknown) => void;
}

/** A proxy between the queue's engine and the database. */
export interface Gate {
  /** The pool that the engine gets. */
  readonly pool: pg.Pool;
  /** Destroys all connections. From then on, the engine is told that every query succeeds and returns nothing. */
  close(): void;
}

const NOTHING: pg.QueryResult = { rows: [], rowCount: 0, command: '', oid: 0, fields: [] };

type Ask = <Value>(question: () => Promise<Value>, otherwise: Value) => Promise<Value>;

/**
 * The engine (graphile-worker) does not survive a failed query: it leaves rejections unhandled, caches failed promises,
 * releases connections twice and never ends its shutdown. So it never sees a failure. At the first one the gate closes,
 * the caller starts another engine, and the old one is told that every query succeeds until it has stopped normally.
 * Its jobs stay locked under its name.
 */
export function openGate({ pool, deadlineMs, onError }: GateOptions): Gate {
  // A connection may break before anybody listens for errors; its next query reports it.
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
    onError(error);
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

/** The part of a pool that the engine uses. */
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
    // The engine would add its own listeners, which print error messages.
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

/** The part of a connection that the engine uses. Without a real connection, every query returns nothing. */
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

  /** Returns the connection to the pool. Safe to call again. */
  release(): void {
    this.#leave()?.release();
  }

  /** Closes the connection at once. */
  destroy(): void {
    this.#leave()?.release(true);
  }

  /** Forwards notifications of new jobs. An error that the engine throws there would end the process. */
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

/** A time-out with a code; the driver's own has none. */
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
