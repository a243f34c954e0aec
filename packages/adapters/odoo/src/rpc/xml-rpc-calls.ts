import { type Clock, type Instant, MINUTE_MS, TransientFailure } from '@miomente/booking-domain';
import type { CircuitBreaker } from './circuit-breaker.ts';
import { encodeCall, type Sendable } from './encode.ts';
import { failureOf, isAccessDenied, isNothing, OdooFault, REFUSED_LOGIN } from './fault.ts';
import type { Call, OdooCalls } from './odoo-calls.ts';
import { type Connection, post } from './post.ts';

/** The login for Odoo. */
export interface Login {
  readonly db: string;
  readonly username: string;
  readonly apiKey: string;
}

/** How long a version is cached: Odoo may be upgraded while a process runs for months. */
const VERSION_MS = 10 * MINUTE_MS;

const COMMON = '/xmlrpc/2/common';
const OBJECT = '/xmlrpc/2/object';

/** Odoo over XML-RPC: one login for all callers, renewed when Odoo refuses it. */
export class XmlRpcCalls implements OdooCalls {
  readonly #connection: Connection;
  readonly #login: Login;
  readonly #breaker: CircuitBreaker;
  readonly #clock: Clock;
  #uid: Promise<number> | undefined;
  #version: { readonly number: number; readonly until: Instant } | undefined;

  constructor(deps: {
    readonly connection: Connection;
    readonly login: Login;
    readonly breaker: CircuitBreaker;
    readonly clock: Clock;
  }) {
    this.#clock = deps.clock;
    this.#connection = deps.connection;
    this.#login = deps.login;
    this.#breaker = deps.breaker;
  }

  async version(): Promise<number> {
    const now = this.#clock.now();
    const known = this.#version;
    // A clock that was set back must not extend the cache.
    if (known !== undefined && now < known.until && known.until - now <= VERSION_MS) return known.number;
    const number = await this.#readVersion();
    this.#version = { number, until: now + VERSION_MS };
    return number;
  }

  async #readVersion(): Promise<number> {
    const answer = await this.#breaker.run(() => this.#call(COMMON, 'version', []));
    const { server_version_info: info } = Object(answer) as { readonly server_version_info?: unknown };
    // Odoo Online reports a version such as ["saas~17", 4, …].
    const first = Array.isArray(info) ? /\d+/.exec(String(info[0]))?.[0] : undefined;
    if (first === undefined) throw strange('its version in no known form');
    return Number(first);
  }

  async logIn(): Promise<void> {
    await this.#authenticated();
  }

  execute(call: Call): Promise<unknown> {
    // Odoo refuses access before it does anything, so the repeated call still runs only once.
    return this.#loggedIn(call, () =>
      this.#loggedIn(call, (refused) => Promise.reject(failureOf(refused, call.model))),
    );
  }

  /** @param whenRefused what follows when the login that is in use no longer counts; it is forgotten before */
  async #loggedIn(call: Call, whenRefused: (refused: OdooFault) => Promise<unknown>): Promise<unknown> {
    const uid = this.#authenticated();
    try {
      return await this.#execute(await uid, call);
    } catch (error) {
      if (!(error instanceof OdooFault && isAccessDenied(error))) throw error;
      this.#forget(uid);
      return whenRefused(error);
    }
  }

  async #execute(uid: number, { model, method, args, named = {}, secrets = [] }: Call): Promise<unknown> {
    const { db, apiKey } = this.#login;
    const params = [db, uid, apiKey, model, method, args, named];
    return this.#breaker.run(async () => {
      try {
        return await this.#call(OBJECT, 'execute_kw', params, secrets);
      } catch (error) {
        if (error instanceof OdooFault && isNothing(error)) return null;
        throw error;
      }
    });
  }

  /** Callers that arrive during a login share it. A failed login is not cached. */
  #authenticated(): Promise<number> {
    if (this.#uid !== undefined) return this.#uid;
    const uid = this.#authenticate();
    this.#uid = uid;
    uid.catch(() => this.#forget(uid));
    return uid;
  }

  #forget(uid: Promise<number>): void {
    if (this.#uid === uid) this.#uid = undefined;
  }

  #authenticate(): Promise<number> {
    const { db, username, apiKey } = this.#login;
    // A refused login counts as a failure, because Odoo blocks an address after too many of them.
    return this.#breaker.run(async () => {
      const uid = await this.#call(COMMON, 'authenticate', [db, username, apiKey, {}]).catch((error: unknown) => {
        throw error instanceof OdooFault ? new TransientFailure(failureOf(error, 'res.users').message) : error;
      });
      if (typeof uid === 'number' && uid > 0) return uid;
      throw new TransientFailure(REFUSED_LOGIN);
    });
  }

  async #call(
    path: string,
    method: string,
    params: readonly Sendable[],
    secrets: readonly string[] = [],
  ): Promise<unknown> {
    const answer = await post(this.#connection, path, encodeCall(method, params));
    switch (answer.type) {
      case 'value':
        return answer.value;
      case 'fault':
        throw new OdooFault(answer.code, answer.text, [...secrets, ...Object.values(this.#login)], this.#login.db);
      case 'silent':
        throw new TransientFailure(`Odoo does not answer (${answer.code}); check ODOO_URL and whether Odoo runs.`);
      case 'unreadable':
        throw strange(answer.what);
    }
  }
}

function strange(what: string): TransientFailure {
  return new TransientFailure(`Odoo answered ${what}; check ODOO_URL and what stands between us and Odoo.`);
}
