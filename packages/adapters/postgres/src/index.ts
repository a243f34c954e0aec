export { type PostgresConfig, postgresConfig } from './config.ts';
export { createPool } from './database/pool.ts';
export { type Gauges, readGauges } from './gauges.ts';
export { applyMigrations, type MigrationSet } from './migrations/apply.ts';
export { MigrationError } from './migrations/errors.ts';
export { bookingMigrations, migrate, pendingMigrations } from './migrations/migrate.ts';
export { postgresModule, rateLimiterModule } from './module.ts';
export { noteSent, readOutboxStall } from './outbox/outbox-stall.ts';
export { createPostgresPorts, type PostgresPorts, type PostgresPortsOptions } from './postgres-ports.ts';
