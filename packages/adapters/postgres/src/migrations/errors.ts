/** A database that can't be brought up to date by itself. The message says what to do. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}
