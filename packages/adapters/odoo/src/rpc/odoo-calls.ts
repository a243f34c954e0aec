import type { Sendable } from './encode.ts';

/** Arguments of a method call on a model. */
export interface Call {
  readonly model: string;
  readonly method: string;
  readonly args: readonly Sendable[];
  readonly named?: { readonly [name: string]: Sendable };
  /** Personal texts that were sent. They are redacted from every message about the call. */
  readonly secrets?: readonly string[];
}

/** The calls that ticket desk and partner import need, independent of the protocol. */
export interface OdooCalls {
  /**
   * Odoo's major version, such as 14 or 19, read at most minutes ago. @throws TransientFailure when Odoo can't be
   * reached
   */
  version(): Promise<number>;
  /** Logs in unless already logged in. @throws TransientFailure when the login is refused, naming the settings */
  logIn(): Promise<void>;
  /**
   * Calls a method.
   * @returns its result; null when the method worked but returned nothing
   * @throws OdooFault when Odoo returns a fault
   * @throws TransientFailure when the login is refused or no answer arrives; without an answer, the method may have run
   */
  execute(call: Call): Promise<unknown>;
}
