/** Everything this package refuses to do, each with a message that says what to do about it. */
export class EmbeddedPostgresError extends Error {
  override readonly name: string = 'EmbeddedPostgresError';
}

/** There is no PostgreSQL from npm for this machine, or it was not installed. */
export class NoBinariesError extends EmbeddedPostgresError {
  override readonly name = 'NoBinariesError';
}

/** The folder can't be created, read or written. */
export class DataFolderNotWritableError extends EmbeddedPostgresError {
  override readonly name = 'DataFolderNotWritableError';
}

/** The folder holds the data of another PostgreSQL major version. */
export class DataFolderVersionError extends EmbeddedPostgresError {
  override readonly name = 'DataFolderVersionError';
}

/** The folder holds something that this package did not put there. */
export class DataFolderNotOursError extends EmbeddedPostgresError {
  override readonly name = 'DataFolderNotOursError';
}

/** Another run of the product, or another PostgreSQL server, works on the folder. */
export class DataFolderInUseError extends EmbeddedPostgresError {
  override readonly name = 'DataFolderInUseError';
}

/** PostgreSQL gave up while starting; the message holds what it said. */
export class ServerDidNotStartError extends EmbeddedPostgresError {
  override readonly name = 'ServerDidNotStartError';
}

/** The `code` of a Node or PostgreSQL error (`ENOENT`, `57P03`), if it has one. */
export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
