/** Base class of all errors of this package. Each message says what to do. */
export class EmbeddedPostgresError extends Error {
  override readonly name: string = 'EmbeddedPostgresError';
}

/** npm has no PostgreSQL for this machine, or it was not installed. */
export class NoBinariesError extends EmbeddedPostgresError {
  override readonly name = 'NoBinariesError';
}

/** The folder can't be created, read or written. */
export class DataFolderNotWritableError extends EmbeddedPostgresError {
  override readonly name = 'DataFolderNotWritableError';
}

/** The folder has the data of another major version of PostgreSQL. */
export class DataFolderVersionError extends EmbeddedPostgresError {
  override readonly name = 'DataFolderVersionError';
}

/** The folder has files that this package did not create. */
export class DataFolderNotOursError extends EmbeddedPostgresError {
  override readonly name = 'DataFolderNotOursError';
}

/** Another process of the product, or another PostgreSQL server, uses the folder. */
export class DataFolderInUseError extends EmbeddedPostgresError {
  override readonly name = 'DataFolderInUseError';
}

/** PostgreSQL ended while starting. The message has its output. */
export class ServerDidNotStartError extends EmbeddedPostgresError {
  override readonly name = 'ServerDidNotStartError';
}

/** The `code` of a Node or PostgreSQL error (`ENOENT`, `57P03`); undefined when it has none. */
export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
