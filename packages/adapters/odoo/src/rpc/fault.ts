import { PermanentFailure, TransientFailure } from '@miomente/booking-domain';
import { redacted } from './redacted.ts';

/**
 * A fault that Odoo returned. It never leaves this package, because its text may contain a traceback and personal data.
 */
export class OdooFault extends Error {
  override readonly name = 'OdooFault';
  readonly code: number;
  /** The line that names the problem. Not for logs: see {@link failureOf}. */
  readonly #line: string;
  readonly #secrets: readonly string[];
  readonly #database: string | undefined;

  /**
   * @param secrets personal texts that were sent, to be redacted from messages
   * @param database the value of `ODOO_DB`
   */
  constructor(code: number, text: string, secrets: readonly string[], database?: string) {
    super(`Odoo answered fault ${code}.`);
    this.code = code;
    this.#line = lineOf(code, text);
    this.#secrets = secrets;
    this.#database = database;
  }

  says(pattern: RegExp): boolean {
    return pattern.test(this.#line);
  }

  /** Whether the fault contains this name, in whatever language its text is. */
  names(name: string): boolean {
    const at = this.#line.indexOf(name);
    if (name === '' || at < 0) return false;
    return ![this.#line[at - 1], this.#line[at + name.length]].some((beside) => /[\w(]/.test(beside ?? ''));
  }

  /** Whether the fault is about the configured database. */
  isAboutDatabase(): boolean {
    return this.#database !== undefined && this.names(this.#database);
  }

  /** Odoo's message, without anything that was sent or could be personal data. */
  inWords(): string {
    return redacted(this.#line, this.#secrets);
  }
}

/** The method ran and committed, but its result was empty, which XML-RPC can't express. */
export const isNothing = (fault: OdooFault): boolean => fault.code === 1 && fault.says(/cannot marshal None/);
/** Odoo's fault code for a failed login. */
export const isAccessDenied = (fault: OdooFault): boolean => fault.code === 3;
/** Odoo's fault code for missing rights. */
export const isForbidden = (fault: OdooFault): boolean => fault.code === 4;
/** The model does not exist. Python and Odoo name the model in the fault; the rest is in Odoo's language. */
const isUnknownModel = (fault: OdooFault, model: string): boolean =>
  fault.says(/^KeyError: '[\w.]+'/) || (fault.code === 2 && fault.names(model));
/** The database can't be opened. PostgreSQL names it in the fault; the reason is in the server's language. */
const isDatabaseClosed = (fault: OdooFault): boolean => fault.says(/OperationalError/) && fault.isAboutDatabase();
/** The answer to a look-up by a name that does not exist, in any language. */
export const isNothingOfName = (fault: OdooFault, name: string): boolean =>
  fault.code === 1 && fault.says(/^ValueError\b/) && fault.names(name);

/**
 * Two transactions conflicted, or the database had no free connection: the same call may work later. PostgreSQL's
 * messages are in its server's language, so the names of Python's exceptions are checked first.
 */
const PASSING: RegExp =
  /psycopg2?\.(?:errors\.|extensions\.|pool\.)?(?!ProgrammingError|DataError|NotSupportedError)\w+|SerializationFailure|UniqueViolation|LockNotAvailable|DeadlockDetected|PoolError|could not serialize|concurrent update|deadlock detected|duplicate key|too many (clients|connections)|connection pool|OperationalError|InterfaceError|lock timeout|shutting down|starting up/i;

/** Turns a fault into the domain's failure: retry, change a setting, or refused permanently. */
export function failureOf(fault: OdooFault, model: string): TransientFailure | PermanentFailure {
  const said = `Odoo says (fault ${fault.code}): ${fault.inWords()}`;
  // A wrong setting affects every ticket, so tickets wait for it; none is given up.
  if (isAccessDenied(fault)) return new TransientFailure(`${REFUSED_LOGIN} ${said}`);
  if (isForbidden(fault)) {
    return new TransientFailure(
      `The user of ODOO_USERNAME lacks a right on ${model}; give it the right in Odoo. ${said}`,
    );
  }
  if (isDatabaseClosed(fault))
    return new TransientFailure(`Odoo has no such database, or can't open it; check ODOO_DB if it stays so. ${said}`);
  if (isUnknownModel(fault, model)) {
    return new TransientFailure(`Odoo has no model ${model}; install its app or fix ODOO_TICKET_MODEL. ${said}`);
  }
  if (fault.says(PASSING) || fault.code > 4 || fault.code < 1) return new TransientFailure(said);
  return new PermanentFailure(`Odoo refused a call to ${model}. ${said}`);
}

/** The message for a refused login. */
export const REFUSED_LOGIN = 'Odoo refuses the login; check ODOO_USERNAME, ODOO_API_KEY and ODOO_DB.';

/** A Python exception name. A line that merely looks like one may quote a record. */
const EXCEPTION =
  /^(?:psycopg2?\.[\w.]+|(?:\w+\.)*[A-Z]\w*(?:Error|Exception|Failure|Violation|Warning|Timeout))(?::|$)/;

/**
 * The line of a traceback that names the exception; details of the database may follow it. For other faults the first
 * line, because only advice follows.
 */
function lineOf(code: number, text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const isTraceback = code === 1 || /^Traceback/.test(lines[0]?.trim() ?? '');
  if (!isTraceback) return (lines[0] ?? '').trim().slice(0, 2_000);
  const raised = lines.slice(lines.findLastIndex((line) => /^\s+File "/.test(line)) + 1);
  const named = raised.findLast((line) => EXCEPTION.test(line));
  return (named ?? lines.at(-1) ?? '').trim().slice(0, 2_000);
}
