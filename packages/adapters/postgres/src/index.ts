export { applyMigrations, type MigrationSet } from './migrations/apply.ts';
export { MigrationError } from './migrations/errors.ts';
export { bookingMigrations, migrate, pendingMigrations } from './migrations/migrate.ts';
