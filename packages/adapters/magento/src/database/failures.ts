import { PermanentFailure, TransientFailure } from '@miomente/booking-domain';

/** Problems that a person must fix, by the code of the server or driver. All others are transient. */
const TO_MEND: Readonly<Record<string, string>> = {
  ER_ACCESS_DENIED_ERROR: 'refuses the login; check MAGENTO_DB_USER and MAGENTO_DB_PASSWORD',
  ER_HOST_NOT_PRIVILEGED: 'lets nobody in from this machine; have the user of MAGENTO_DB_USER allowed from here',
  ER_DBACCESS_DENIED_ERROR: 'does not let MAGENTO_DB_USER into the database of MAGENTO_DB_NAME; grant it SELECT',
  ER_BAD_DB_ERROR: 'has no database of the name in MAGENTO_DB_NAME',
  ER_NO_SUCH_TABLE: "lacks one of Magento's tables; check MAGENTO_DB_NAME and MAGENTO_TABLE_PREFIX",
  ER_BAD_FIELD_ERROR: "lacks a column of Magento's; check that MAGENTO_DB_NAME holds a Magento 2",
  ER_TABLEACCESS_DENIED_ERROR: 'does not let MAGENTO_DB_USER read all tables; grant it SELECT on the database',
  ER_COLUMNACCESS_DENIED_ERROR: 'does not let MAGENTO_DB_USER read all columns; grant it SELECT on the database',
  HANDSHAKE_NO_SSL_SUPPORT: 'offers no encryption; unset MAGENTO_DB_TLS or switch TLS on at the server',
  HANDSHAKE_SSL_ERROR:
    'shows a certificate that is not trusted, or not of this host; name its authority in NODE_EXTRA_CA_CERTS, and the host in MAGENTO_DB_HOST as the certificate does',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'shows the certificate of another host; name it in MAGENTO_DB_HOST as its certificate does',
  AUTH_SWITCH_PLUGIN_ERROR: 'wants a login of a kind that is not known here; set MAGENTO_DB_TLS to on',
};

const MARIADB_CODES: Readonly<Record<number, string>> = { 1969: 'ER_STATEMENT_TIMEOUT' };

/** What to check when the problem lasts. */
const PASSING: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refuses connections; check MAGENTO_DB_HOST and MAGENTO_DB_PORT if it stays so',
  ENOTFOUND: 'is not found; check MAGENTO_DB_HOST if it stays so',
  ETIMEDOUT: 'can not be reached in time; check MAGENTO_DB_HOST and the way there if it stays so',
  ER_CON_COUNT_ERROR: 'has no connection left; raise its max_connections if it stays so',
  ER_USER_LIMIT_REACHED: 'has no connection left for MAGENTO_DB_USER; raise its limit if it stays so',
  ER_STATEMENT_TIMEOUT: 'was too slow; raise MAGENTO_DB_STATEMENT_SECONDS if it stays so',
  ER_QUERY_TIMEOUT: 'was too slow; raise MAGENTO_DB_STATEMENT_SECONDS if it stays so',
};

/**
 * Turns an error of the driver into the domain's failure. The driver's error is not passed on, because it contains the
 * statement with its values, user names and addresses.
 * @returns the error itself when it is a bug in our code
 */
export function shopFailure(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof TransientFailure || error instanceof PermanentFailure) return error;
  const code = codeOf(error);
  if (code === undefined) return error;
  const cause = new Error(code);
  const mend = TO_MEND[code];
  if (mend !== undefined) return new PermanentFailure(`Magento's database ${mend} (${code}).`, { cause });
  const look = PASSING[code] ?? 'did not answer; it will be asked again';
  return new TransientFailure(`Magento's database ${look} (${code}).`, { cause });
}

const LOST: readonly (string | undefined)[] = [
  'PROTOCOL_CONNECTION_LOST',
  'CONNECTION_CLOSED',
  'ECONNRESET',
  'EPIPE',
  'ER_CLIENT_INTERACTION_TIMEOUT',
];

/** Whether the connection was lost, so that it is unknown what the server did. */
export function isConnectionLost(error: unknown): boolean {
  return error instanceof Error && LOST.includes(codeOf(error));
}

/** The code of an error of driver or server; undefined for other errors. */
function codeOf(error: Error): string | undefined {
  if ('code' in error && typeof error.code === 'string') return error.code;
  // The driver knows MySQL's names of errors only, not MariaDB's.
  if ('errno' in error && typeof error.errno === 'number') return MARIADB_CODES[error.errno] ?? `ER_${error.errno}`;
  // The driver's error for a connection that closed during a statement has no code.
  return 'fatal' in error || /closed/.test(error.message) ? 'CONNECTION_CLOSED' : undefined;
}
