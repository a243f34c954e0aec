import type { Sendable } from './encode.ts';

/** How one of a model's methods is called. */
export interface Call {
  readonly model: string;
  readonly method: string;
  readonly args: readonly Sendable[];
  readonly named?: { readonly [name: string]: Sendable };
  /** What is sent and is somebody's: taken out of everything that is said about the call. */
  readonly secrets?: readonly string[];
}

/** What the ticket desk and the partner import need of Odoo, whatever protocol carries it. */
export interface OdooCalls {
  /** Odoo's first version number, such as 14 or 19, read at most minutes ago. @throws TransientFailure when Odoo can't be reached */
  version(): Promise<number>;
  /** Logs in, unless that was done. @throws TransientFailure when the login is refused, naming the settings */
  logIn(): Promise<void>;
  /**
   * Calls a method.
   * @returns what it gave; null when it gave nothing, although it did what it does
   * @throws OdooFault when Odoo answers a fault; TransientFailure when the login is refused or there is no answer, in
   * which case the method may have done what it does
   */
  execute(call: Call): Promise<unknown>;
}
