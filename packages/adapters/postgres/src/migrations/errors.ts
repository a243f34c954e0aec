/** A database that can't be brought up to date automatically. The message says what to do. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}
