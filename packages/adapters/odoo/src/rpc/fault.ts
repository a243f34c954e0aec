import { PermanentFailure, TransientFailure } from '@miomente/booking-domain';
import { redacted } from './redacted.ts';

/** A fault that Odoo answered. Never leaves this package: its text may hold a traceback and anybody's data. */
export class OdooFault extends Error {
  override readonly name = 'OdooFault';
  readonly code: number;
  /** The one line that says what is wrong. Not for logs: see {@link failureOf}. */
  readonly #line: string;
  readonly #secrets: readonly string[];
  readonly #database: string | undefined;

  /**
   * @param secrets what was sent and is somebody's, to be taken out of what is said
   * @param database the one of `ODOO_DB`
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

  /** Whether it names this very thing, in whatever language it speaks. */
  names(name: string): boolean {
    const at = this.#line.indexOf(name);
    if (name === '' || at < 0) return false;
    return ![this.#line[at - 1], this.#line[at + name.length]].some((beside) => /[\w(]/.test(beside ?? ''));
  }

  /** Whether it is about the database that we log in to. */
  isAboutDatabase(): boolean {
    return this.#database !== undefined && this.names(this.#database);
  }

  /** Odoo's words without anything that was sent or could be somebody's. */
  inWords(): string {
    return redacted(this.#line, this.#secrets);
  }
}

/** The method ran and committed, and gave nothing that XML-RPC could carry. */
export const isNothing = (fault: OdooFault): boolean => fault.code === 1 && fault.says(/cannot marshal None/);
export const isAccessDenied = (fault: OdooFault): boolean => fault.code === 3;
export const isForbidden = (fault: OdooFault): boolean => fault.code === 4;
/** What Python or Odoo names the model for is that it has none of the name; the rest is in Odoo's language. */
const isUnknownModel = (fault: OdooFault, model: string): boolean =>
  fault.says(/^KeyError: '[\w.]+'/) || (fault.code === 2 && fault.names(model));
/** PostgreSQL names a database that can't be opened; why, it says in its own language. */
const isDatabaseClosed = (fault: OdooFault): boolean => fault.says(/OperationalError/) && fault.isAboutDatabase();
/** What a look-up by a name that nobody has is answered, whatever its words. */
export const isNothingOfName = (fault: OdooFault, name: string): boolean =>
  fault.code === 1 && fault.says(/^ValueError\b/) && fault.names(name);

/**
 * Two transactions met, or the database behind Odoo had no place: the same again may work. PostgreSQL's
 * words are in its server's language, so that the names of Python's exceptions come first.
 */
const PASSING: RegExp =
  /psycopg2?\.(?:errors\.|extensions\.|pool\.)?(?!ProgrammingError|DataError|NotSupportedError)\w+|SerializationFailure|UniqueViolation|LockNotAvailable|DeadlockDetected|PoolError|could not serialize|concurrent update|deadlock detected|duplicate key|too many (clients|connections)|connection pool|OperationalError|InterfaceError|lock timeout|shutting down|starting up/i;

/** What a fault means for whoever asked: to try again, to mend a setting, or that it was refused for good. */
export function failureOf(fault: OdooFault, model: string): TransientFailure | PermanentFailure {
  const said = `Odoo says (fault ${fault.code}): ${fault.inWords()}`;
  // What configuration mends concerns every ticket: they wait, instead of dying by the hundred.
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

export const REFUSED_LOGIN = 'Odoo refuses the login; check ODOO_USERNAME, ODOO_API_KEY and ODOO_DB.';

/** How Python names an exception. A line that only looks like a name may be a record that Odoo shows. */
const EXCEPTION =
  /^(?:psycopg2?\.[\w.]+|(?:\w+\.)*[A-Z]\w*(?:Error|Exception|Failure|Violation|Warning|Timeout))(?::|$)/;

/**
 * The line of a traceback that names the exception: details of the database's may follow it. Of anything
 * else the first line, for what follows is advice.
 */
function lineOf(code: number, text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const isTraceback = code === 1 || /^Traceback/.test(lines[0]?.trim() ?? '');
  if (!isTraceback) return (lines[0] ?? '').trim().slice(0, 2_000);
  const raised = lines.slice(lines.findLastIndex((line) => /^\s+File "/.test(line)) + 1);
  const named = raised.findLast((line) => EXCEPTION.test(line));
  return (named ?? lines.at(-1) ?? '').trim().slice(0, 2_000);
}
